#include "core/io/json.h"

#include <vector>

#include "core/base/number_text.h"

namespace featurescope {
namespace {

constexpr std::size_t kDeepest = 32;
constexpr std::size_t kMostKeys = 1000;  // finding a key takes time in proportion

/// The beginning of a text that goes into a message.
std::string cutText(std::string text) {
    constexpr std::size_t kLongest = 60;
    if (text.size() <= kLongest) return text;
    std::size_t end = kLongest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;  // no torn letter
    return text.substr(0, end) + "...";
}

/// Builds the value while it is read, so that every refusal knows the path of the culprit.
class Builder : public nlohmann::json_sax<Json> {
  public:
    Builder(std::string_view text, const std::string& name, const std::string& path)
        : text_(text), name_(name), path_(path) {}

    Json take() { return std::move(root_); }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t&) override { return add(value); }
    bool string(string_t& value) override { return add(std::move(value)); }
    bool binary(binary_t&) override { return false; }

    bool start_object(std::size_t) override { return open(Json::object()); }
    bool end_object() override { return close(); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_array() override { return close(); }

    bool key(string_t& key) override {
        key_ = key;
        if (containers_.back()->contains(key))
            throw InputError(name_ + ": the key " + here() + " stands there twice.");
        if (containers_.back()->size() == kMostKeys)
            throw InputError(name_ + ": " + (paths_.back().empty() ? "it" : cutText(paths_.back())) +
                             " has more than 1000 keys.");
        return true;
    }

    bool parse_error(std::size_t position, const std::string& token,
                     const nlohmann::detail::exception& why) override {
        constexpr int kNumberOverflow = 406;
        if (why.id == kNumberOverflow) {
            throw InputError(name_ + ": " + here() + " is " + cutText(token) +
                             "; that is beyond the range of a number.");
        }
        std::int64_t line = 1;
        for (const char letter : text_.substr(0, position)) line += letter == '\n';
        throw JsonSyntaxError(name_ + ", line " + numberText(line) +
                              ": this is not JSON; the trouble is near \"" + printable(token) + "\".");
    }

  private:
    template <typename Value>
    Json* place(Value&& value) {
        if (containers_.empty()) {
            root_ = std::forward<Value>(value);
            return &root_;
        }
        Json& parent = *containers_.back();
        if (parent.is_array()) {
            parent.push_back(std::forward<Value>(value));
            return &parent.back();
        }
        parent[key_] = std::forward<Value>(value);
        return &parent[key_];
    }

    template <typename Value>
    bool add(Value&& value) {
        place(std::forward<Value>(value));
        return true;
    }

    bool open(Json container) {
        if (containers_.size() == kDeepest)
            throw InputError(name_ + ": " + here() + " is nested too deeply.");
        paths_.push_back(here());
        containers_.push_back(place(std::move(container)));
        return true;
    }

    bool close() {
        containers_.pop_back();
        paths_.pop_back();
        return true;
    }

    /// Path of the value that comes next.
    std::string here() const {
        if (containers_.empty()) return path_;
        const Json& parent = *containers_.back();
        if (parent.is_array()) {
            return paths_.back() + "[" + numberText(static_cast<std::int64_t>(parent.size())) + "]";
        }
        const std::string key = cutText(key_);
        return paths_.back().empty() ? key : paths_.back() + "." + key;
    }

    static std::string printable(std::string_view token) {
        std::string text;
        for (const char letter : token.substr(0, 40)) text += letter >= ' ' && letter < 127 ? letter : '?';
        return text;
    }

    std::string_view text_;
    const std::string& name_;
    const std::string& path_;
    Json root_;
    std::vector<Json*> containers_;   // the open objects and arrays; only the innermost one grows
    std::vector<std::string> paths_;  // of the open containers
    std::string key_;
};

class Writer {
  public:
    Writer(bool indented, bool asciiOnly) : indented_(indented), asciiOnly_(asciiOnly) {}

    void write(const Json& value) {
        if (value.is_object()) {
            writeMembers(value);
        } else if (value.is_array()) {
            writeElements(value);
        } else if (value.is_number_float()) {
            text_ += numberText(value.get<double>());
        } else {
            text_ += plainText(value);
        }
    }

    std::string take() { return std::move(text_); }

  private:
    std::string plainText(const Json& value) const { return value.dump(-1, ' ', asciiOnly_); }

    void newLine() {
        if (indented_) text_.append(1, '\n').append(2 * depth_, ' ');
    }

    void writeMembers(const Json& object) {
        text_ += '{';
        ++depth_;
        for (auto member = object.begin(); member != object.end(); ++member) {
            if (member != object.begin()) text_ += indented_ ? "," : ", ";
            newLine();
            text_ += plainText(Json(member.key())) + ": ";
            write(member.value());
        }
        --depth_;
        if (!object.empty()) newLine();
        text_ += '}';
    }

    void writeElements(const Json& array) {
        text_ += '[';
        for (std::size_t i = 0; i < array.size(); ++i) {
            if (i > 0) text_ += ", ";
            write(array[i]);
        }
        text_ += ']';
    }

    bool indented_, asciiOnly_;
    std::size_t depth_ = 0;
    std::string text_;
};

}  // namespace

Json parseJson(std::string_view text, const std::string& name, const std::string& path) {
    Builder builder(text, name, path);
    Json::sax_parse(text.begin(), text.end(), &builder);
    return builder.take();
}

std::string jsonText(const Json& value, bool indented) {
    Writer writer(indented, false);
    writer.write(value);
    return writer.take() + (indented ? "\n" : "");
}

std::string shortJsonText(const Json& value) { return cutText(jsonText(value, false)); }

std::string asciiJsonText(const Json& value) {
    Writer writer(false, true);
    writer.write(value);
    return writer.take();
}

}  // namespace featurescope
