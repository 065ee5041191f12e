#pragma once

#include "app/interrupt_watch.h"
#include "app/render_options.h"
#include "core/run/experiment.h"
#include "ui/session/open_document.h"

namespace featurescope {

/// Writes the page of the lesson that the options name. Returns an exit code; throws InputError,
/// FileError and Cancelled.
int renderLesson(const RenderOptions& options, const InterruptWatch& watch);

/// Writes the page of one run, to the step that is asked for. Likewise.
int renderRun(const RenderOptions& options, const ui::OpenedDocument& document, const LearnerOptions& learner,
              const std::stop_token& stop);

}  // namespace featurescope
