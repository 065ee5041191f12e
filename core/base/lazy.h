#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace featurescope {

/// A value that is computed when it is first asked for, and then kept. Copies share what is kept. Not for
/// several threads at once.
template <typename T>
class Lazy {
  public:
    Lazy(T value) : shared_(std::make_shared<Shared>(Shared{{}, std::move(value)})) {}
    explicit Lazy(std::function<T()> make) : shared_(std::make_shared<Shared>(Shared{std::move(make), {}})) {}

    const T& operator()() const {
        if (!shared_->value) shared_->value = shared_->make();
        return *shared_->value;
    }
    /// The next who asks has it computed again. For values that are computed.
    void forget() { shared_->value.reset(); }

  private:
    struct Shared {
        std::function<T()> make;
        std::optional<T> value;
    };
    std::shared_ptr<Shared> shared_;
};

}  // namespace featurescope
