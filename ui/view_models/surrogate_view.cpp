#include "ui/view_models/surrogate_view.h"

#include <algorithm>
#include <cmath>
#include <variant>

namespace featurescope::ui {
namespace {

constexpr double kEdge = 1;  // where both surrogates end

/// The integral of the surrogate from 0.
double integralAt(const SignFunction& sign, double h) {
    const double felt = std::clamp(h, -kEdge, kEdge);
    return sign.surrogate == Surrogate::straightThrough ? felt
                                                        : squareWaveSum(felt, sign.terms, sign.frequency);
}

}  // namespace

std::optional<SurrogateView> surrogateView(const Snapshot& snapshot) {
    const ActivationFunction activation = activationOf(snapshot.spec.network);
    const auto* sign = std::get_if<SignFunction>(&activation);
    if (!sign) return std::nullopt;
    constexpr int kPoints = 800;  // enough for the fastest wave that can be told apart
    SurrogateView view;
    for (int i = 0; i <= kPoints; ++i) {
        const double h = kPreactivationReach * (2.0 * i / kPoints - 1);
        // At the edges the surrogate jumps: both sides of the jump are drawn.
        const double slope = sign->derivative(h);
        if (h == kEdge) view.slope.push_back({h, slope});
        if (std::abs(h) == kEdge && h < 0) view.slope.push_back({h, 0});
        view.slope.push_back({h, h == kEdge ? 0 : slope});
        view.integral.push_back({h, integralAt(*sign, h)});
    }
    if (!snapshot.preactivations) return view;
    const PreactivationValues& counted = *snapshot.preactivations;
    std::int64_t all = counted.outside;
    for (const std::int64_t count : counted.counts) all += count;
    const auto share = [all](std::int64_t count) {
        return all > 0 ? static_cast<double>(count) / static_cast<double>(all) : 0;
    };
    const double width = 2 * kPreactivationReach / kPreactivationBins;
    for (int bin = 0; bin < kPreactivationBins; ++bin) {
        const double middle = (bin + 0.5) * width - kPreactivationReach;
        view.shares.push_back(share(counted.counts[static_cast<std::size_t>(bin)]));
        if (std::abs(middle) < kEdge) view.felt += view.shares.back();
    }
    view.outside = share(counted.outside);
    return view;
}

}  // namespace featurescope::ui
