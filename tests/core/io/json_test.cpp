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

TEST(ParseJson, RefusesObjectsOfVeryManyKeys) {
    std::string object = "{";
    for (int i = 0; i < 200000; ++i) object += (i > 0 ? ", \"" : "\"") + std::to_string(i) + "\": 0";
    object += "}";
    EXPECT_EQ(refusalOf("{\"data\": " + object + "}"), "file: data has more than 1000 keys.");
    EXPECT_EQ(refusalOf(object), "file: it has more than 1000 keys.");
}

TEST(ParseJson, CutsWhatIsLongInItsMessages) {
    const std::string digits(5000, '9'), key(5000, 'k');
    EXPECT_LT(refusalOf("{\"a\": " + digits + "e999}").size(), 200U);
    EXPECT_LT(refusalOf("{\"" + key + "\": 1, \"" + key + "\": 1}").size(), 200U);
    EXPECT_EQ(shortJsonText(Json("short")), "\"short\"");
    const std::string cut = shortJsonText(Json(std::string(58, 'a') + "ηηη"));
    EXPECT_EQ(cut, "\"" + std::string(58, 'a') + "...") << "no half letter at the end";
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
