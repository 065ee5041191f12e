#include "core/training/test_outputs.h"

#include <algorithm>

#include "core/base/cancel.h"
#include "core/training/call_limits.h"
#include "core/training/packed_block.h"

namespace featurescope {

template <typename Scalar>
void sumOfNeurons(const WeightMatrix<Scalar>& weights, const Vector<Scalar>& outputWeights,
                  const Matrix<Scalar>& inputs, IndexRange samples, Scalar* sums) {
    const Vector<Scalar> sum = weights.transpose() * outputWeights;
    // One by one: a sample's product must not depend on which others share its thread.
    for (std::ptrdiff_t i = samples.first; i < samples.last; ++i) {
        sums[i - samples.first] = sum.dot(inputs.col(i));
    }
}

template void sumOfNeurons(const WeightMatrix<float>&, const Vector<float>&, const Matrix<float>&, IndexRange,
                           float*);
template void sumOfNeurons(const WeightMatrix<double>&, const Vector<double>&, const Matrix<double>&,
                           IndexRange, double*);

template <typename Scalar>
TestOutputs<Scalar>::TestOutputs(const Matrix<Scalar>& inputs, const KernelTable<Scalar>& kernels,
                                 int threads)
    : inputs_(inputs),
      kernels_(kernels),
      workspaces_(static_cast<std::size_t>(threads)),
      values_(inputs.cols()) {}

template <typename Scalar>
const Vector<Scalar>& TestOutputs<Scalar>::values(const WeightMatrix<Scalar>& weights,
                                                  const Vector<Scalar>& outputWeights,
                                                  const Piecewise& activation, ThreadTeam& team,
                                                  const std::stop_token& stop) {
    if (inputs_.cols() == 0) return values_;
    const Vector<Scalar> hingeWeights = static_cast<Scalar>(activation.hinge) * outputWeights;
    for (Workspace& workspace : workspaces_) {
        workspace.panels.resize(static_cast<std::size_t>(inputs_.rows() * kBlockSize));
        workspace.activity.resize(
            static_cast<std::size_t>(std::min<std::ptrdiff_t>(weights.rows(), rowsPerCall(weights.cols()))));
        workspace.outputs.resize(static_cast<std::size_t>(kBlockSize));
    }
    team.run([&](int thread) {
        for (std::ptrdiff_t first = thread * kBlockSize; first < inputs_.cols();
             first += team.size() * kBlockSize) {
            computeBlock(first, weights, hingeWeights, workspaces_[static_cast<std::size_t>(thread)], stop);
        }
    });
    throwIfCancelled(stop);
    if (!activation.isRelu()) {
        Vector<Scalar> linear(values_.size());
        sumOfNeurons<Scalar>(weights, outputWeights, inputs_, {0, inputs_.cols()}, linear.data());
        values_ += static_cast<Scalar>(activation.linear) * linear;
    }
    return values_;
}

template <typename Scalar>
void TestOutputs<Scalar>::computeBlock(std::ptrdiff_t first, const WeightMatrix<Scalar>& weights,
                                       const Vector<Scalar>& outputWeights, Workspace& workspace,
                                       const std::stop_token& stop) {
    const std::ptrdiff_t count = std::min<std::ptrdiff_t>(kBlockSize, inputs_.cols() - first);
    const std::ptrdiff_t depth = inputs_.rows();
    packBlock<Scalar>({inputs_.col(first).data(), depth, count, depth}, kernels_.panelWidth,
                      workspace.panels.data());
    std::fill(workspace.outputs.begin(), workspace.outputs.end(), Scalar(0));
    const std::ptrdiff_t rows = rowsPerCall(depth);
    for (std::ptrdiff_t j = 0; j < weights.rows() && !stop.stop_requested(); j += rows) {
        kernels_.forward({.weights = weights.row(j).data(),
                          .stride = depth,
                          .count = std::min<std::ptrdiff_t>(rows, weights.rows() - j),
                          .depth = depth,
                          .panels = workspace.panels.data(),
                          .outputWeights = outputWeights.data() + j,
                          .activity = workspace.activity.data(),
                          .outputs = workspace.outputs.data()});
    }
    std::copy_n(workspace.outputs.begin(), count, values_.data() + first);
}

template class TestOutputs<float>;
template class TestOutputs<double>;

}  // namespace featurescope
