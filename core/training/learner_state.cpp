#include "core/base/errors.h"
#include "core/base/number_text.h"
#include "core/training/learner.h"

namespace featurescope {
namespace {

template <typename Scalar>
std::string shapeText(const NamedArray<Scalar>& array) {
    return array.name + " (" + numberText(array.rows) + ", " + numberText(array.columns) + ")";
}

}  // namespace

template <typename Scalar>
void requireSameShape(const LearnerState<Scalar>& given, const LearnerState<Scalar>& wanted) {
    const auto textOf = [](const LearnerState<Scalar>& state) {
        std::string text;
        for (const NamedArray<Scalar>& array : state) text += (text.empty() ? "" : ", ") + shapeText(array);
        return text.empty() ? "nothing" : text;
    };
    const std::string found = textOf(given), needed = textOf(wanted);
    if (found != needed) {
        throw InputError("The state of a run has the arrays " + found + "; this run needs " + needed + ".");
    }
    for (const NamedArray<Scalar>& array : given) {
        if (static_cast<std::int64_t>(array.values.size()) == array.rows * array.columns) continue;
        throw InputError("The state of a run does not hold all numbers of " + shapeText(array) + ".");
    }
}

template void requireSameShape(const LearnerState<float>&, const LearnerState<float>&);
template void requireSameShape(const LearnerState<double>&, const LearnerState<double>&);

}  // namespace featurescope
