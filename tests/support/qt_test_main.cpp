#include <gtest/gtest.h>

#include <QApplication>
#include <QMutex>
#include <QStringList>
#include <QStyleFactory>
#include <cstring>

#include "ui/look/look.h"

namespace {

/// Warnings of Qt since the last test; a message may come from any thread.
struct WarningLog {
    QMutex mutex;
    QStringList lines;
};
WarningLog& warnings() {
    static WarningLog log;
    return log;
}

void note(QtMsgType type, const QMessageLogContext&, const QString& message) {
    if (type == QtDebugMsg || type == QtInfoMsg) return;
    // What the offscreen platform has no screen for.
    if (message.startsWith(QStringLiteral("This plugin does not support "))) return;
    const QMutexLocker lock(&warnings().mutex);
    warnings().lines << message;
}

/// Fails a test in which Qt has warned.
class WarningListener : public testing::EmptyTestEventListener {
    void OnTestEnd(const testing::TestInfo&) override {
        const QMutexLocker lock(&warnings().mutex);
        EXPECT_TRUE(warnings().lines.isEmpty()) << warnings().lines.join(QLatin1Char('\n')).toStdString();
        warnings().lines.clear();
    }
};

bool onlyLists(int argc, char** argv) {
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--gtest_list_tests") == 0) return true;
    }
    return false;
}

}  // namespace

int main(int argc, char** argv) {
    const bool lists = onlyLists(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    if (lists) return RUN_ALL_TESTS();
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM")) qputenv("QT_QPA_PLATFORM", "offscreen");
    qInstallMessageHandler(note);
    testing::UnitTest::GetInstance()->listeners().Append(new WarningListener);
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication application(argc, argv);
    // A click is known at once, so that tests need not wait; those about double clicks set an interval.
    QApplication::setDoubleClickInterval(0);
    featurescope::ui::loadFonts();
    return RUN_ALL_TESTS();
}
