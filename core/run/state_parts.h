#pragma once

#include <cstdint>
#include <stop_token>

#include "core/data/dataset.h"
#include "core/model/two_layer_network.h"
#include "core/observables/neuron_table.h"
#include "core/run/state_view.h"
#include "core/run/view_request.h"

namespace featurescope {

// The parts of a state that are made only when asked for. Each takes the state as it stands at `step`.

/// Margins of every training and test sample. @param testOutputs  one per test sample, or empty
template <typename Scalar>
MarginValues marginValues(std::int64_t step, const Dataset<Scalar>& data, const Vector<Scalar>& trainOutputs,
                          const std::vector<double>& testOutputs);

/// What the proof's conditions are judged by.
template <typename Scalar>
struct ConditionInput {
    std::int64_t step = 0;
    double stepSize = 0;                  ///< alpha in use at the step
    const SampleSet<Scalar>& train;       ///< of XOR clusters
    const WeightMatrix<Scalar>& weights;  ///< m x d
    const Vector<Scalar>& outputWeights;  ///< a, m
    const Vector<Scalar>& trainOutputs;   ///< n
    const NeuronTable& start;             ///< at step 0
    const NeuronTable& now;
};

/// Conditions 9 and 10 and Theorem 1's first conclusion. J_mu is the sign of a_j and of the start's own
/// projection (C0 -> infinity). Throws Cancelled.
template <typename Scalar>
ConditionValues conditionValues(const ConditionInput<Scalar>& input, const std::stop_token& stop);

/// Which neurons fire on the selected samples, and on which samples the selected neurons are active. Indices
/// that do not exist are left out. Throws Cancelled.
template <typename Scalar>
SelectionActivity selectionActivity(std::int64_t step, const Selection& selection,
                                    const Matrix<Scalar>& inputs, const WeightMatrix<Scalar>& weights,
                                    const std::stop_token& stop);

extern template MarginValues marginValues(std::int64_t, const Dataset<float>&, const Vector<float>&,
                                          const std::vector<double>&);
extern template MarginValues marginValues(std::int64_t, const Dataset<double>&, const Vector<double>&,
                                          const std::vector<double>&);
extern template ConditionValues conditionValues(const ConditionInput<float>&, const std::stop_token&);
extern template ConditionValues conditionValues(const ConditionInput<double>&, const std::stop_token&);
extern template SelectionActivity selectionActivity(std::int64_t, const Selection&, const Matrix<float>&,
                                                    const WeightMatrix<float>&, const std::stop_token&);
extern template SelectionActivity selectionActivity(std::int64_t, const Selection&, const Matrix<double>&,
                                                    const WeightMatrix<double>&, const std::stop_token&);

}  // namespace featurescope
