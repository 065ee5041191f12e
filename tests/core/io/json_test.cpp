#include "core/io/json.h"

#include <gtest/gtest.h>

namespace featurescope {
namespace {

std::string refusalOf(const std::string& text) {
    try {
        parseJson(text, "file");
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

TEST(ParseJson, NamesThePathOfANumberBeyondRange) {
    EXPECT_EQ(refusalOf(R"({"data": {"kind": 1, "dimension": 1e999}})"),
              "file: data.dimension is 1e999; that is beyond the range of a number.");
    EXPECT_EQ(refusalOf(R"({"a": [[1, 2], [3, -1e400]]})"),
              "file: a[1][1] is -1e400; that is beyond the range of a number.");
}

TEST(ParseJson, RefusesAKeyThatStandsTwice) {
    EXPECT_EQ(refusalOf(R"({"data": {"n": 1, "n": 1}})"), "file: the key data.n stands there twice.");
}

TEST(ParseJson, SurvivesAnyDepth) {
    for (const char* opening : {"[", "{\"a\":"}) {
        std::string bomb;
        for (int i = 0; i < 100000; ++i) bomb += opening;
        EXPECT_NE(refusalOf(bomb).find("nested too deeply"), std::string::npos);
    }
}

TEST(ParseJson, SaysWhereTheTroubleIs) {
    const std::string refusal = refusalOf("{\n\"a\": 1,\n\"b\": nope}");
    EXPECT_NE(refusal.find("line 3"), std::string::npos) << refusal;
    EXPECT_THROW(parseJson("[1] 2", "file"), JsonSyntaxError);
    EXPECT_THROW(parseJson("", "file"), JsonSyntaxError);
    EXPECT_THROW(parseJson("\"\xff\"", "file"), JsonSyntaxError);
}

TEST(JsonText, ReadsBackEqual) {
    const std::string text =
        R"({"b": 0.1, "a": [1, [2, 1e-07]], "text": "\"q\" \u00e9\n", "no": null, "t": true, "e": {}})";
    const Json value = parseJson(text, "file");
    EXPECT_EQ(parseJson(jsonText(value, true), "file"), value);
    EXPECT_EQ(parseJson(jsonText(value, false), "file"), value);
    EXPECT_EQ(jsonText(parseJson("{\"b\": 0.10, \"a\": [1, 2]}", "file"), false),
              "{\"b\": 0.1, \"a\": [1, 2]}");
}

}  // namespace
}  // namespace featurescope
