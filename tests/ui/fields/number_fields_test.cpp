#include <gtest/gtest.h>

#include <QLocale>
#include <QSignalSpy>
#include <QTest>

#include "ui/fields/number_field.h"
#include "ui/fields/number_reading.h"
#include "ui/fields/spin_boxes.h"
#include "ui/look/number_format.h"

using namespace featurescope::ui;

namespace {

/// The tests run once in each: a decimal comma and a point between groups; the same with narrow spaces; an i
/// without a dot.
class NumberFieldsTest : public testing::TestWithParam<const char*> {
  protected:
    void SetUp() override { QLocale::setDefault(QLocale(QString::fromLatin1(GetParam()))); }
    void TearDown() override { QLocale::setDefault(before_); }

  private:
    QLocale before_;
};

void typeOver(QWidget& field, const char* text) {
    field.setFocus();
    QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&field, QString::fromLatin1(text));
}

TEST_P(NumberFieldsTest, APointAndACommaBothMarkDecimals) {
    EXPECT_EQ(readNumber(QStringLiteral("1.5"), false).number, 1.5);
    EXPECT_EQ(readNumber(QStringLiteral("1,5"), false).number, 1.5);
    EXPECT_EQ(readNumber(QStringLiteral(" 3,64e-5 "), false).number, 3.64e-5);
    EXPECT_EQ(readNumber(QStringLiteral("−2"), false).number, -2);
    EXPECT_EQ(readNumber(QStringLiteral("1e3"), true).number, 1000);
    EXPECT_EQ(readNumber(QStringLiteral("1,5e3"), true).number, 1500);
}

TEST_P(NumberFieldsTest, WhatCouldBeTwoNumbersIsRefusedInWords) {
    for (const char* text : {"1.234,5", "1,234.5"})
        EXPECT_TRUE(readNumber(QString::fromLatin1(text), false).problem.contains(QStringLiteral("not both")))
            << text;
    for (const char* text : {"1.000.000", "1,000,000"})
        EXPECT_TRUE(readNumber(QString::fromLatin1(text), false).problem.contains(QStringLiteral("groups")))
            << text;
    for (const char* text : {"1.000", "1,000", "2.5"}) {
        EXPECT_FALSE(readNumber(QString::fromLatin1(text), true).number) << text;
        EXPECT_TRUE(readNumber(QString::fromLatin1(text), true).problem.contains(QStringLiteral("neither")))
            << text;
    }
    for (const char* text : {"", "many", "1 000", "0x10", "nan", "inf"}) {
        EXPECT_FALSE(readNumber(QString::fromLatin1(text), false).number) << text;
        EXPECT_FALSE(readNumber(QString::fromLatin1(text), false).problem.isEmpty()) << text;
    }
}

TEST_P(NumberFieldsTest, SpinBoxesReadBothMarksAndWriteNone) {
    RealSpinBox box;
    box.setRange(0, 100000);
    box.setDecimals(2);
    box.show();
    typeOver(box, "1.5");
    QTest::keyClick(&box, Qt::Key_Return);
    EXPECT_EQ(box.value(), 1.5);
    typeOver(box, "2,25");
    QTest::keyClick(&box, Qt::Key_Return);
    EXPECT_EQ(box.value(), 2.25);
    box.setValue(12345.5);
    EXPECT_EQ(box.cleanText(), QStringLiteral("12345.50"));
    QSignalSpy refused(&box, &RealSpinBox::refused);
    typeOver(box, "1.234,5");
    QTest::keyClick(&box, Qt::Key_Return);
    EXPECT_EQ(box.value(), 12345.5) << "the number before stands again";
    ASSERT_GE(refused.size(), 1);
    EXPECT_TRUE(refused.front().front().toString().contains(QStringLiteral("not both")));
}

TEST_P(NumberFieldsTest, CountsTakeNoMarks) {
    CountSpinBox box;
    box.setRange(0, 2000000);
    box.setValue(1234567);
    box.show();
    EXPECT_EQ(box.cleanText(), QStringLiteral("1234567"));
    QSignalSpy refused(&box, &CountSpinBox::refused);
    typeOver(box, "1.000");
    QTest::keyClick(&box, Qt::Key_Return);
    EXPECT_EQ(box.value(), 1234567);
    EXPECT_GE(refused.size(), 1);
    typeOver(box, "64");
    QTest::keyClick(&box, Qt::Key_Return);
    EXPECT_EQ(box.value(), 64);
}

INSTANTIATE_TEST_SUITE_P(Locales, NumberFieldsTest, testing::Values("C", "de_DE", "fr_FR", "tr_TR"));

TEST(NumberFieldTest, ShowsFourDigitsAndAllOfThemWhileItIsEdited) {
    NumberField field(NumberField::Kind::real, 0, 1e300);
    field.setFixedWidth(90);
    field.setHelp(QStringLiteral("Variance"));
    field.showNumber(3.6411284e-5);
    field.show();
    field.clearFocus();
    EXPECT_EQ(field.text(), QStringLiteral("3.641e-5"));
    EXPECT_TRUE(field.toolTip().contains(editableNumber(3.6411284e-5))) << field.toolTip().toStdString();
    EXPECT_EQ(field.number(), 3.6411284e-5) << "what is not shown is not lost";
    field.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&field));
    field.setFocus();
    EXPECT_EQ(field.text(), editableNumber(3.6411284e-5));
}

TEST(NumberFieldTest, AnExponentIsNeverCutOff) {
    NumberField field(NumberField::Kind::real, 0, 1e308);
    for (const int width : {50, 60, 80}) {
        field.setFixedWidth(width);
        for (const double number : {3.6411284e-5, 9.765625e-8, 0.0010652, 8.3333333e-5, 1.2e300, 123456.0}) {
            field.showNumber(number);
            const QString text = field.text();
            EXPECT_NEAR(readNumber(text, false).number.value_or(-1) / number, 1, 0.5) << text.toStdString();
        }
    }
    NumberField count(NumberField::Kind::whole, 0, 9e15);
    count.setFixedWidth(60);
    count.showNumber(1e9);
    EXPECT_EQ(count.text(), QStringLiteral("1e9"));
}

TEST(FieldNumberTest, HasAtMostFourDigitsAndNoEndingZeros) {
    EXPECT_EQ(fieldNumber(0), QStringLiteral("0"));
    EXPECT_EQ(fieldNumber(0.0625), QStringLiteral("0.0625"));
    EXPECT_EQ(fieldNumber(0.001065206), QStringLiteral("0.001065"));
    EXPECT_EQ(fieldNumber(1000), QStringLiteral("1000"));
    EXPECT_EQ(fieldNumber(123456), QStringLiteral("123500"));
    EXPECT_EQ(fieldNumber(1e9), QStringLiteral("1e9"));
    EXPECT_EQ(fieldNumber(9.99999e-5), QStringLiteral("1e-4"));
    EXPECT_EQ(fieldNumber(-2.5), QStringLiteral("-2.5"));
}

}  // namespace
