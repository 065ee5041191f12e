#include "core/io/xml_text.h"

#include <gtest/gtest.h>

#include "core/base/errors.h"
#include "tests/support/failing_allocation.h"

namespace featurescope {
namespace {

std::optional<std::string> recipeIn(std::string_view xml) {
    return xmlElementText(xml, "urn:x#", "recipe", "f.svg");
}

TEST(XmlText, FindsTheElementByItsNamespaceWhateverThePrefix) {
    EXPECT_EQ(recipeIn("<a xmlns:q='urn:x#'><q:recipe>1 &lt; 2</q:recipe></a>"), "1 < 2");
    EXPECT_EQ(recipeIn("<recipe xmlns='urn:x#'>all</recipe>"), "all");
    EXPECT_EQ(recipeIn("<a xmlns:q='urn:x#'><!-- <q:recipe>no</q:recipe> --><![CDATA[<q:recipe>]]></a>"),
              std::nullopt);
    EXPECT_EQ(recipeIn("<a><recipe>no</recipe></a>"), std::nullopt);
    EXPECT_EQ(recipeIn("<a xmlns:q='urn:y#'><q:recipe>no</q:recipe></a>"), std::nullopt);
}

TEST(XmlText, GathersTextAcrossItsParts) {
    EXPECT_EQ(recipeIn("<q:recipe xmlns:q='urn:x#'>a<b>c</b><![CDATA[<d>]]>&#x3b7;</q:recipe>"), "ac<d>η");
    EXPECT_EQ(recipeIn("<recipe xmlns='urn:x#'/>"), "");
}

TEST(XmlText, DoesNotReadOnBehindTheElement) {
    EXPECT_EQ(recipeIn("<a><recipe xmlns='urn:x#'>first</recipe><recipe xmlns='urn:x#'>second</recipe"),
              "first");
}

TEST(XmlText, EscapedTextReadsBack) {
    const std::string text = "a<b>&\"c'd]]>\t\nη";
    EXPECT_EQ(recipeIn("<recipe xmlns='urn:x#'>" + xmlEscaped(text) + "</recipe>"), text);
    EXPECT_EQ(xmlEscaped(std::string("a\0\x1f\rb", 5)), "ab");
}

TEST(XmlText, ReadsOtherEncodings) {
    EXPECT_EQ(recipeIn("<?xml version='1.0' encoding='ISO-8859-1'?><recipe xmlns='urn:x#'>\xe9</recipe>"),
              "é");
}

TEST(XmlText, RefusesWhatIsNotWellFormedWithItsLine) {
    for (const char* xml : {"", "text", "<a>", "<a></b>", "<a/><b/>", "<a>\n&nothing;</a>"})
        EXPECT_THROW(recipeIn(xml), FileError) << xml;
    try {
        recipeIn("<a>\n<b></a>");
        FAIL();
    } catch (const FileError& error) {
        EXPECT_NE(std::string(error.what()).find("line 2"), std::string::npos) << error.what();
    }
}

TEST(XmlText, RefusesEntitiesThatMultiply) {
    std::string xml = "<!DOCTYPE a [<!ENTITY e0 'xxxxxxxxxxxxxxxx'>";
    for (int i = 1; i < 30; ++i) {
        const std::string before = "&e" + std::to_string(i - 1) + ";";
        xml += "<!ENTITY e" + std::to_string(i) + " '" + before + before + before + before + "'>";
    }
    EXPECT_THROW(recipeIn(xml + "]><recipe xmlns='urn:x#'>&e29;</recipe>"), FileError);
}

TEST(XmlText, RunningOutOfMemoryInsideTheParserIsReported) {
    const std::string xml = "<recipe xmlns='urn:x#'>" + std::string(5000, 'x') + "\n<b/></recipe>";
    recipeIn(xml);
    const std::size_t before = test::heldBytes();
    bool isDone = false;
    for (int successes = 0; !isDone; ++successes) {
        const test::FailingAllocation failing(successes);
        try {
            recipeIn(xml);
            isDone = true;
        } catch (const std::bad_alloc&) {
            ASSERT_LT(successes, 1000);
        }
    }
    EXPECT_LT(test::heldBytes(), before + 10000);
}

TEST(XmlContentStart, IsBehindTheFirstStartTag) {
    const std::string xml = "<?xml version='1.0'?><!-- <c> -->\n<svg a='>'\n>x</svg>";
    EXPECT_EQ(xml.substr(xmlContentStart(xml, "f")), "x</svg>");
    for (const char* wrong : {"", "<svg/>", "<svg />", "<svg", "hello"})
        EXPECT_THROW(xmlContentStart(wrong, "f"), FileError);
}

}  // namespace
}  // namespace featurescope
