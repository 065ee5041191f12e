#pragma once

#include <QDoubleSpinBox>
#include <QSpinBox>

namespace featurescope::ui {

/// Spin boxes that read and write numbers as NumberField does: those of Qt follow the locale, and a German
/// one reads 1.5 as 15 or 1.
class RealSpinBox : public QDoubleSpinBox {
    Q_OBJECT

  public:
    explicit RealSpinBox(QWidget* parent = nullptr);
    QString textFromValue(double value) const override;
    double valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void fixup(QString& text) const override;

  Q_SIGNALS:
    /// What was typed is no number, for the reason given, and the one before stands again.
    void refused(const QString& problem) const;
};

/// See RealSpinBox.
class CountSpinBox : public QSpinBox {
    Q_OBJECT

  public:
    explicit CountSpinBox(QWidget* parent = nullptr);
    QString textFromValue(int value) const override;
    int valueFromText(const QString& text) const override;
    QValidator::State validate(QString& text, int& position) const override;
    void fixup(QString& text) const override;

  Q_SIGNALS:
    /// See RealSpinBox.
    void refused(const QString& problem) const;
};

}  // namespace featurescope::ui
