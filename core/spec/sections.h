#pragma once

#include "core/spec/experiment_spec.h"

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

}  // namespace featurescope
