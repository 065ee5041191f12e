#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "core/base/name_table.h"
#include "core/model/loss_list.h"

namespace featurescope {

/// What a loss says and does for one sample, besides its slope, which the kernels compute.
struct LossRecord {
    std::string_view name, help, unit;
    bool takesRealTargets;
    bool couplesSamples;                  ///< see LogisticLoss
    double steepest;                      ///< largest absolute slope by f; infinite when there is none
    double (*value)(double f, double y);  ///< see LogisticLoss
    double (*quickBound)(double f, double y);
    double (*slopesBound)(double loss);
};

/// The records in the order of Loss.
template <typename... Losses>
constexpr std::array<LossRecord, sizeof...(Losses)> lossRecords(LossList<Losses...>) {
    return {LossRecord{Losses::name, Losses::help, Losses::unit, Losses::takesRealTargets,
                       Losses::couplesSamples, Losses::steepest, Losses::value, Losses::quickBound,
                       Losses::slopesBound}...};
}

inline constexpr auto kLossRecords = lossRecords(AllLosses{});

constexpr const LossRecord& recordOf(Loss loss) { return kLossRecords[static_cast<std::size_t>(loss)]; }

/// The losses whose targets may be real numbers, for a message: `"squared"`.
inline std::string lossesOfRealTargets() {
    std::string names;
    for (const LossRecord& loss : kLossRecords) {
        if (loss.takesRealTargets) names += (names.empty() ? "\"" : " or \"") + std::string(loss.name) + '"';
    }
    return names;
}

template <>
struct NameTable<Loss> {
    static constexpr auto kinds = [] {
        std::array<NamedKind<Loss>, AllLosses::size> rows{};
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i] = {static_cast<Loss>(i), kLossRecords[i].name, kLossRecords[i].help};
        return rows;
    }();
};

/// Calls visit(L{}) with the type of this loss.
template <typename Visitor, typename... Losses>
void visitLoss(Loss loss, const Visitor& visit, LossList<Losses...>) {
    std::size_t index = 0;
    const auto visitIf = [&](auto record) {
        if (index++ == static_cast<std::size_t>(loss)) visit(record);
    };
    (visitIf(Losses{}), ...);
}
template <typename Visitor>
void visitLoss(Loss loss, const Visitor& visit) {
    visitLoss(loss, visit, AllLosses{});
}

/// The loss of these samples, summed in double: the mean of their values, or its soft form where the loss
/// couples them; not a number when there are none.
/// @param outputs  numbers, as many as targets
template <typename Outputs, typename Targets>
double meanLoss(Loss loss, const Outputs& outputs, const Targets& targets) {
    const auto count = static_cast<double>(std::size(targets));
    if (count == 0) return std::numeric_limits<double>::quiet_NaN();
    const LossRecord& record = recordOf(loss);
    const auto forEach = [&](const auto& take) {
        auto target = std::begin(targets);
        for (const auto output : outputs)
            take(record.value(static_cast<double>(output), static_cast<double>(*target++)));
    };
    double sum = 0;
    if (!record.couplesSamples) {
        forEach([&sum](double value) { sum += value; });
        return sum / count;
    }
    double largest = -std::numeric_limits<double>::infinity();
    forEach([&largest](double value) { largest = std::max(largest, value); });
    forEach([&](double value) { sum += std::exp(value - largest); });
    return largest + std::log(sum / count);
}

}  // namespace featurescope
