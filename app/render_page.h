#pragma once

#include "app/render_options.h"
#include "core/run/experiment.h"
#include "ui/session/open_document.h"

namespace featurescope {

/// Writes the page of the lesson that the options name. Returns an exit code; throws InputError and
/// FileError.
int renderLesson(const RenderOptions& options);

/// Writes the page of one run, to the step that is asked for. Likewise.
int renderRun(const RenderOptions& options, const ui::OpenedDocument& document,
              const LearnerOptions& learner);

}  // namespace featurescope
