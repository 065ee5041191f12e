#pragma once

#include "core/spec/experiment_spec.h"
#include "core/spec/setting_defaults.h"

namespace featurescope {

/// The four groups of settings of a spec in file order: calls visit(name, settings) for each. Works for const
/// and changeable specs; the settings of the data are those of the kind the spec holds.
template <typename Spec, typename Visitor>
void visitSections(Spec& spec, Visitor&& visit) {
    std::visit([&](auto& data) { visit(std::string_view("data"), data); }, spec.data);
    visit(std::string_view("network"), spec.network);
    visit(std::string_view("training"), spec.training);
    visit(std::string_view("seeds"), spec.seeds);
}

/// The field as the other groups of the spec leave it: whether it has an effect may depend on them, too.
inline Field fieldWithin(const ExperimentSpec& spec, std::string_view group, Field field) {
    if (group == "training" && field.key == "reconstruction") {
        field.inEffect = spec.network.trained == TrainedLayers::second;
        field.inEffectWith = "network.trained \"second\"";
    }
    return field;
}

/// Settings of any group that have no effect take their defaults, as validate() asks for.
inline void resetWithoutEffect(ExperimentSpec& spec) {
    visitSections(spec, [&spec](std::string_view group, auto& settings) {
        visitFieldsWithDefaults(settings, [&](const Field& field, auto& value, const auto& standard) {
            if (!fieldWithin(spec, group, field).inEffect) value = standard;
        });
    });
}

}  // namespace featurescope
