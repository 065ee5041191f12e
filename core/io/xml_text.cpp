#include "core/io/xml_text.h"

#include <expat.h>

#include <cstdint>
#include <exception>
#include <memory>
#include <type_traits>

#include "core/base/errors.h"
#include "core/base/number_text.h"

namespace featurescope {
namespace {

/// Between a namespace and a name, in what expat hands over; no URI holds it.
constexpr XML_Char kSeparator = ' ';

/// Walks through a document until a derived class has found what it looks for.
class XmlWalk {
  public:
    explicit XmlWalk(const std::string& name)
        : name_(name), parser_(XML_ParserCreateNS(nullptr, kSeparator)) {
        if (!parser_) throw FileError(name_ + " cannot be read: there is no memory for it.");
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), &XmlWalk::start, &XmlWalk::end);
        XML_SetCharacterDataHandler(parser_.get(), &XmlWalk::text);
    }
    virtual ~XmlWalk() = default;
    XmlWalk(const XmlWalk&) = delete;
    XmlWalk& operator=(const XmlWalk&) = delete;

    /// True when the walk was stopped, false at the end of the document.
    bool run(std::string_view xml) {
        constexpr std::size_t kBlock = std::size_t{1} << 20;
        for (bool isLast = false; !isLast;) {
            const std::string_view block = xml.substr(0, kBlock);
            xml.remove_prefix(block.size());
            isLast = xml.empty();
            const XML_Status status =
                XML_Parse(parser_.get(), block.data(), static_cast<int>(block.size()), isLast);
            if (failure_) std::rethrow_exception(failure_);
            if (status == XML_STATUS_OK) continue;
            if (XML_GetErrorCode(parser_.get()) == XML_ERROR_ABORTED) return true;
            throw FileError(name_ + " is damaged: it is not well-formed XML (" +
                            XML_ErrorString(XML_GetErrorCode(parser_.get())) + " in line " +
                            numberText(static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser_.get()))) +
                            ").");
        }
        return false;
    }

  protected:
    virtual void onStart(std::string_view element) = 0;
    virtual void onEnd() {}
    virtual void onText(std::string_view) {}

    void stop() { XML_StopParser(parser_.get(), XML_FALSE); }
    /// Where the tag that is being reported ends.
    std::size_t tagEnd() const {
        return static_cast<std::size_t>(XML_GetCurrentByteIndex(parser_.get()) +
                                        XML_GetCurrentByteCount(parser_.get()));
    }

  private:
    static void XMLCALL start(void* walk, const XML_Char* element, const XML_Char**) {
        report(walk, [element](XmlWalk& self) { self.onStart(element); });
    }
    static void XMLCALL end(void* walk, const XML_Char*) {
        report(walk, [](XmlWalk& self) { self.onEnd(); });
    }
    static void XMLCALL text(void* walk, const XML_Char* letters, int count) {
        report(walk, [=](XmlWalk& self) { self.onText({letters, static_cast<std::size_t>(count)}); });
    }
    /// The parser is written in C: no exception may pass through it.
    static void report(void* walk, const auto& what) noexcept {
        XmlWalk& self = *static_cast<XmlWalk*>(walk);
        if (self.failure_) return;  // the parser still reports some things after it was stopped
        try {
            what(self);
        } catch (...) {
            self.failure_ = std::current_exception();
            self.stop();
        }
    }

    struct Free {
        void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
    };
    const std::string& name_;
    std::exception_ptr failure_;
    std::unique_ptr<std::remove_pointer_t<XML_Parser>, Free> parser_;
};

class ElementSearch final : public XmlWalk {
  public:
    ElementSearch(std::string wanted, const std::string& name) : XmlWalk(name), wanted_(std::move(wanted)) {}
    std::string take() { return std::move(found_); }

  private:
    void onStart(std::string_view element) override {
        if (depth_ > 0 || element == wanted_) ++depth_;
    }
    void onEnd() override {
        if (depth_ > 0 && --depth_ == 0) stop();
    }
    void onText(std::string_view letters) override {
        if (depth_ > 0) found_ += letters;
    }

    std::string wanted_, found_;
    int depth_ = 0;  // of the element that is read, 1 inside the wanted one
};

class RootSearch final : public XmlWalk {
  public:
    using XmlWalk::XmlWalk;
    std::size_t contentStart() const { return contentStart_; }

  private:
    void onStart(std::string_view) override {
        contentStart_ = tagEnd();
        stop();
    }

    std::size_t contentStart_ = 0;
};

}  // namespace

std::string xmlEscaped(std::string_view text) {
    std::string escaped;
    for (const char letter : text) {
        switch (letter) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                if (static_cast<unsigned char>(letter) >= ' ' || letter == '\t' || letter == '\n')
                    escaped += letter;
        }
    }
    return escaped;
}

std::optional<std::string> xmlElementText(std::string_view xml, std::string_view namespaceUri,
                                          std::string_view elementName, const std::string& name) {
    ElementSearch search(std::string(namespaceUri) + kSeparator + std::string(elementName), name);
    if (!search.run(xml)) return std::nullopt;
    return search.take();
}

std::size_t xmlContentStart(std::string_view xml, const std::string& name) {
    RootSearch search(name);
    search.run(xml);  // reports a document without any element as not well-formed
    const std::size_t start = search.contentStart();
    // "<svg/>" has no inside.
    if (start < 2 || start > xml.size() || xml[start - 1] != '>' || xml[start - 2] == '/')
        throw FileError(name + " has nothing in its outermost element.");
    return start;
}

}  // namespace featurescope
