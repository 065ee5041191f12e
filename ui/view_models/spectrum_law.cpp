#include "ui/view_models/spectrum_law.h"

#include "core/theory/spike_law.h"

namespace featurescope::ui {

SpectrumLaw spectrumLaw(const Snapshot& snapshot) {
    SpectrumLaw law{.edge = startEdge(snapshot.spec), .spike = std::nullopt};
    const bool isFirstStep = snapshot.spectrum && snapshot.spectrum->step == 1;
    const std::optional<SpikeSetting> setting = spikeSettingOf(snapshot.spec);
    if (isFirstStep && setting && spikeSize(*setting) > spikeThreshold(*setting))
        law.spike = spikeSingularValue(*setting);
    return law;
}

}  // namespace featurescope::ui
