#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <span>

#include "core/training/aligned_vector.h"
#include "core/training/kernels/certified_kernel_table.h"
#include "core/training/neuron_groups.h"

namespace featurescope {

/// Proves which activation bits [z_ij > 0], z_ij = <w_j, x_i>, cannot have changed since they were computed.
///
/// A step moves w_j by scale_j (V + E_j) and rounding, with |scale_j| = stepSize |a_j|: V is the gradient
/// that the group g of j shares, E_j what j has of its own. A *clock* for each sample and group adds up, per
/// unit of |a_j|, how far any z_ij of the group can have moved:
///
///   T_ig += stepSize |<x_i, B>| + |x_i| drift_g,
///   drift_g = stepSize (|V - B| + max |E_j| + (2K + 8) u (|V| + |B| + max |E_j|)) + 1.1 u max |w_j| / |a_j|,
///
/// where j runs over the group with its weights after the step, B is the V of the largest group of the same
/// class (so that one product serves several groups), u half the distance of 1 to the next number, and K u
/// |w| |x| a bound on the rounding of a computed product, K = depth / (2 lanes) + 8: two sums run through
/// each lane. Proof that it is enough, exact products written <,>:
///
/// 1. |<x_i, V>| <= |computed <x_i, B>| + K u |x_i| |B| + |x_i| |V - B|.
/// 2. Storing w_j rounds each entry to u |w_jk|, and what is added to it to 2.1 u stepSize |a_j| |V + E_j|_k.
/// 3. |w_j| grows by at most stepSize |a_j| (|V| + |E_j|), and the bound on the rounding of <w_j, x_i> with
/// it
///    by K u |x_i| times that.
///
/// So a step moves z_ij, and widens the rounding of its computed value, by at most |a_j| times what it adds
/// to T_ig: of the (2K + 8) u, K |B| serves 1, (K + 2.1) (|V| + |E_j|) serve 2 and 3, and the rest is for
/// rounding of second order. A bit computed when the clock showed T stands as long as the clock is below
///
///   key_ij = (T + (|computed z_ij| - 2 K u |w_j| |x_i|) / |a_j|) (1 - 3e-7):
///
/// until then the exact z_ij keeps its sign and stays larger than the rounding of any product computed of it.
/// Where the bracket is not positive the key is 0: such a pair is computed in every step. 3e-7 is for
/// rounding in the clocks (below 1e-9 in 10^7 steps), of scale_j, and of the key and the clock to float.
/// Norms are rounded up. Numbers too small for the normal format, which are flushed to zero, are in `tiny`. A
/// clock that is not a number has reached all keys. With a_j = 0 or x_i = 0 a bit never changes.
///
/// Hence every bit is that of the product computed from the weights of today, whatever was certified before:
/// bits depend on W alone.
template <typename Scalar>
class Certificates {
  public:
    /// @param depth  numbers in a padded row
    /// @param squaredInputs  computed |x_i|^2
    /// @param outputWeights  a_j by place
    Certificates(const GroupLayout& layout, const CertifiedKernels<Scalar>& kernels, std::ptrdiff_t depth,
                 std::span<const Scalar> squaredInputs, std::span<const Scalar> outputWeights);

    /// An upper bound of a norm whose square was computed.
    double norm(Scalar square) const {
        return std::sqrt(static_cast<double>(square) + tinySquare_) * roundedUpNorm_;
    }
    /// Notes |w_j| of the current weights, and returns |w_j| / |a_j| for the drift of its group; 0 for a_j =
    /// 0.
    double noteWeight(std::ptrdiff_t place, double weightNorm) {
        const auto j = static_cast<std::size_t>(place);
        slack_[j] = rounding_ * weightNorm + tiny_ * (1 + weightNorm);
        return std::isinf(inverseRate_[j]) ? 0 : weightNorm * inverseRate_[j];
    }
    /// Norms of what moved a group in a step.
    struct Motion {
        double shared, leader, difference;  ///< |V|, |B|, |V - B|
        double own;                         ///< max |E_j|
        double relativeWeight;              ///< max |w_j| / |a_j|
    };
    double drift(const Motion& motion, double stepSize) const;

    /// Advances the clocks of a sample by one step and writes the neurons whose bits may have changed, by
    /// place, rising. @param expired  room for all neurons
    /// @return how many
    std::ptrdiff_t advance(std::ptrdiff_t sample, const Scalar* input, const Scalar* const* directions,
                           double stepSize, const double* drifts, std::uint32_t* expired);

    bool isActive(std::ptrdiff_t sample, std::ptrdiff_t place) const {
        return std::signbit(key(sample, place));
    }
    /// The pair is computed by its owner in every step: it needs no certificate.
    void release(std::ptrdiff_t sample, std::ptrdiff_t place, bool active) {
        key(sample, place) = withSign(std::numeric_limits<float>::infinity(), active);
    }
    /// Certifies a bit by z_ij of the current weights.
    void certify(std::ptrdiff_t sample, std::ptrdiff_t place, Scalar z);
    /// Asks for the pair in the next step, if it was released.
    void requestIfReleased(std::ptrdiff_t sample, std::ptrdiff_t place) {
        float& now = key(sample, place);
        if (!std::isinf(now)) return;
        now = withSign(0, std::signbit(now));
        earliest_[clockOf(sample, layout_->groupOf(place))] = 0;
    }

  private:
    static float withSign(float key, bool active) { return active ? -key : key; }
    std::size_t clockOf(std::ptrdiff_t sample, int group) const {
        return static_cast<std::size_t>(sample * kGroups + group);
    }
    float& key(std::ptrdiff_t sample, std::ptrdiff_t place) {
        return keys_[static_cast<std::size_t>(sample * layout_->keys() + layout_->keyOf(place))];
    }
    float key(std::ptrdiff_t sample, std::ptrdiff_t place) const {
        return keys_[static_cast<std::size_t>(sample * layout_->keys() + layout_->keyOf(place))];
    }

    const GroupLayout* layout_;
    const CertifiedKernels<Scalar>* kernels_;
    std::ptrdiff_t depth_;
    double productRounding_;  ///< K u
    double rounding_;         ///< 2 K u
    double tinySquare_;       ///< what flushing can take from a sum of squares
    double tiny_;
    double roundedUpNorm_;
    std::vector<double> inputNorms_;
    std::vector<double> inverseRate_;  ///< 1 / |a_j|
    std::vector<double> slack_;        ///< by which |z_ij| / |x_i| is less certain
    AlignedVector<float> keys_;        ///< its sign is the bit of the pair: negative means active
    AlignedVector<double> clocks_;     ///< [sample][group]
    AlignedVector<double> earliest_;   ///< [sample][group]: not above the smallest key
};

extern template class Certificates<float>;
extern template class Certificates<double>;

}  // namespace featurescope
