#include "core/spec/setting_defaults.h"

#include <gtest/gtest.h>

#include <array>
#include <limits>
#include <string>
#include <vector>

#include "core/base/name_table.h"
#include "core/spec/setting_json.h"

namespace featurescope {

/// Settings of a lamp: everything a group of settings can have, and nothing of networks.
enum class Bulb { plain, coloured };

template <>
struct NameTable<Bulb> {
    static constexpr std::array kinds{NamedKind<Bulb>{Bulb::plain, "plain", ""},
                                      NamedKind<Bulb>{Bulb::coloured, "coloured", ""}};
};

struct Lamp {
    std::int64_t watts = 40;
    Bulb bulb = Bulb::plain;
    double hue = 0.1;
    bool dimmed = false;
    bool operator==(const Lamp&) const = default;
};

template <typename Settings, typename Visitor>
void visitFields(Settings& s, Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, Lamp> {
    visit(Field{.key = "watts", .label = "", .symbol = "", .help = ""}, s.watts);
    visit(Field{.key = "bulb", .label = "", .symbol = "", .help = "", .optional = true}, s.bulb);
    visit(Field{.key = "hue",
                .label = "",
                .symbol = "",
                .help = "",
                .optional = true,
                .inEffect = s.bulb == Bulb::coloured,
                .inEffectWith = "lamp.bulb \"coloured\""},
          s.hue);
    visit(Field{.key = "dimmed", .label = "", .symbol = "", .help = "", .optional = true}, s.dimmed);
}

/// Another kind of light: two settings of the same name, of which one has another type.
struct Candle {
    std::int64_t watts = 1;
    double bulb = 7;
    bool scented = true;
};

template <typename Settings, typename Visitor>
void visitFields(Settings& s,
                 Visitor&& visit) requires std::is_same_v<std::remove_const_t<Settings>, Candle> {
    visit(Field{.key = "watts", .label = "", .symbol = "", .help = ""}, s.watts);
    visit(Field{.key = "bulb", .label = "", .symbol = "", .help = ""}, s.bulb);
    visit(Field{.key = "scented", .label = "", .symbol = "", .help = ""}, s.scented);
}

namespace {

std::string written(const Lamp& lamp, OptionalKeys keys) {
    Json group = Json::object();
    addSettings(lamp, keys, group);
    return jsonText(group, false);
}

TEST(SettingDefaults, StandBesideTheValuesInTheOrderOfTheFields) {
    const Lamp lamp{.watts = 60, .hue = 0.7};
    std::vector<std::string> seen;
    visitFieldsWithDefaults(lamp, [&](const Field& field, const auto& value, const auto& standard) {
        seen.push_back(std::string(field.key) + (value == standard ? "" : " changed"));
    });
    EXPECT_EQ(seen, (std::vector<std::string>{"watts changed", "bulb", "hue changed", "dimmed"}));
}

TEST(SettingDefaults, FilesLeaveOutOptionalKeysAtTheirDefaults) {
    EXPECT_EQ(written({}, OptionalKeys::changed), R"({"watts": 40})");
    EXPECT_EQ(written({.bulb = Bulb::coloured}, OptionalKeys::changed),
              R"({"watts": 40, "bulb": "coloured"})");
    EXPECT_EQ(written({}, OptionalKeys::all),
              R"({"watts": 40, "bulb": "plain", "hue": 0.1, "dimmed": false})");
}

TEST(SettingDefaults, AValueWithoutEffectGoesBackAndOneWithEffectStays) {
    Lamp plain{.watts = 60, .hue = 0.7, .dimmed = true};
    resetWithoutEffect(plain);
    EXPECT_EQ(plain, (Lamp{.watts = 60, .dimmed = true}));
    const Lamp coloured{.bulb = Bulb::coloured, .hue = 0.7};
    Lamp same = coloured;
    resetWithoutEffect(same);
    EXPECT_EQ(same, coloured);
}

TEST(SettingDefaults, OfAValueWithoutEffectBothKeysAreNamed) {
    const Lamp lamp{.hue = 0.7};
    std::vector<std::string> problems;
    visitFieldsWithDefaults(lamp, [&](const Field& field, const auto& value, const auto& standard) {
        const std::string problem = noEffectProblem("lamp." + std::string(field.key), field, value, standard);
        if (!problem.empty()) problems.push_back(problem);
    });
    EXPECT_EQ(problems, (std::vector<std::string>{
                            "lamp.hue is 0.7, but it has an effect only with lamp.bulb \"coloured\"; "
                            "it must be 0.1 otherwise."}));
}

TEST(SettingDefaults, AValueWithoutEffectIsNoNumberEither) {
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    const Field idle{
        .key = "hue", .label = "", .symbol = "", .help = "", .inEffect = false, .inEffectWith = "x"};
    EXPECT_TRUE(noEffectProblem("hue", idle, kNaN, 0.1).starts_with("hue is nan, but"));
}

TEST(SettingDefaults, SettingsOfTheSameNameAndTypeAreKept) {
    const Lamp lamp{.watts = 60, .bulb = Bulb::coloured};
    Candle candle;
    copySettingsOfSameName(lamp, candle);
    EXPECT_EQ(candle.watts, 60);
    EXPECT_EQ(candle.bulb, 7) << "of another type";
    EXPECT_TRUE(candle.scented) << "not among the other's";
}

}  // namespace
}  // namespace featurescope
