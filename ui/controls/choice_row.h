#pragma once

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>

#include "core/base/name_table.h"
#include "ui/controls/choice_titles.h"
#include "ui/controls/setting_row.h"
#include "ui/controls/spec_fields.h"
#include "ui/fields/number_field.h"

namespace featurescope::ui {

/// A choice between the kinds of an enum, as a menu.
class ChoiceRow : public SettingRow {
    Q_OBJECT

  public:
    void setLook(const Look& look) override;

  protected:
    ChoiceRow(const QString& path, const Field& field, QWidget* parent);
    QComboBox& combo() { return *combo_; }
    const QComboBox& combo() const { return *combo_; }

  private:
    QComboBox* combo_;
};

/// The kind of data, among those that are drawn. Settings that two kinds share keep their values.
class DataKindRow : public ChoiceRow {
    Q_OBJECT

  public:
    explicit DataKindRow(QWidget* parent);
    void load(const ExperimentSpec& spec) override;
    bool store(ExperimentSpec& spec) const override;
    /// True when there is something to choose for data of this kind.
    static bool offersChoice(const ExperimentSpec& spec);
};

/// ChoiceRow for one enum with a NameTable.
template <typename Kind>
class EnumRow : public ChoiceRow {
  public:
    EnumRow(const QString& path, const Field& field, QWidget* parent) : ChoiceRow(path, field, parent) {
        for (const NamedKind<Kind>& kind : NameTable<Kind>::kinds) {
            combo().addItem(choiceTitle(kind.name));
            combo().setItemData(combo().count() - 1, tr(std::string(kind.help).c_str()), Qt::ToolTipRole);
        }
    }
    void load(const ExperimentSpec& spec) override {
        const Kind* value = settingAt<Kind>(spec, path());
        for (int i = 0; value && i < combo().count(); ++i) {
            if (NameTable<Kind>::kinds[static_cast<std::size_t>(i)].kind == *value)
                combo().setCurrentIndex(i);
        }
    }
    bool store(ExperimentSpec& spec) const override {
        if (Kind* value = settingAt<Kind>(spec, path())) {
            *value = NameTable<Kind>::kinds[static_cast<std::size_t>(combo().currentIndex())].kind;
        }
        return true;
    }
};

/// A switch.
class SwitchRow : public SettingRow {
    Q_OBJECT

  public:
    SwitchRow(const QString& path, const Field& field, QWidget* parent);
    void load(const ExperimentSpec& spec) override;
    bool store(ExperimentSpec& spec) const override;
    void setLook(const Look& look) override;

  private:
    QCheckBox* check_;
};

/// A seed: a box and a button that draws a new one.
class SeedRow : public SettingRow {
    Q_OBJECT

  public:
    SeedRow(const QString& path, const Field& field, QWidget* parent);
    void load(const ExperimentSpec& spec) override;
    bool store(ExperimentSpec& spec) const override;
    bool isBusy() const override { return box_->hasFocus() && box_->isModified(); }
    void setLook(const Look& look) override;

  private:
    void drawNew();

    NumberField* box_;
    QPushButton* new_;
};

/// Something of the spec that is shown and not edited (the identity and sizes of a data file).
class FixedRow : public SettingRow {
    Q_OBJECT

  public:
    FixedRow(const QString& path, const Field& field, QWidget* parent);
    void load(const ExperimentSpec& spec) override;
    bool store(ExperimentSpec&) const override { return true; }
    void setLook(const Look& look) override;

  private:
    LineField* value_;
};

/// The list of step size changes, written "10: 0.1, 50: 0.05", or "10: 0,1; 50: 0,05".
class StepSizeChangesRow : public SettingRow {
    Q_OBJECT

  public:
    StepSizeChangesRow(const QString& path, const Field& field, QWidget* parent);
    void load(const ExperimentSpec& spec) override;
    bool store(ExperimentSpec& spec) const override;
    bool isBusy() const override { return box_->hasFocus() && box_->isModified(); }
    void setLook(const Look& look) override;

  private:
    LineField* box_;
};

}  // namespace featurescope::ui
