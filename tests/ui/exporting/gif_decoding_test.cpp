#include <gtest/gtest.h>

#include <QBuffer>
#include <QImage>
#include <QImageReader>
#include <cstdlib>

#include "core/io/gif_writer.h"

namespace featurescope::ui {
namespace {

/// A plain picture with a bright square that moves to the right.
QImage frame(int number) {
    QImage picture(120, 80, QImage::Format_RGB888);
    picture.fill(QColor(30, 40, 50));
    for (int row = 30; row < 50; ++row) {
        for (int column = 0; column < 20; ++column)
            picture.setPixel(10 * number + column, row, qRgb(250, 200, 20));
    }
    return picture;
}

RgbPicture pixelsOf(const QImage& picture) {
    return {{picture.constBits(), static_cast<std::size_t>(picture.sizeInBytes())},
            picture.width(),
            picture.height(),
            static_cast<std::size_t>(picture.bytesPerLine())};
}

// Qt's own reader has nothing in common with the library that writes.
TEST(GifWriter, WritesWhatQtReads) {
    PaletteSampler sampler;
    sampler.add(pixelsOf(frame(0)));
    std::string bytes;
    GifWriter writer({.width = 120, .height = 80, .centiseconds = 5, .palette = sampler.palette()},
                     [&bytes](std::string_view piece) { bytes += piece; });
    for (int i = 0; i < 10; ++i) writer.add(pixelsOf(frame(i)));
    writer.finish();

    QByteArray content(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QBuffer device(&content);
    QImageReader reader(&device, "gif");
    EXPECT_EQ(reader.imageCount(), 10);
    EXPECT_EQ(reader.loopCount(), -1) << "repeats for ever";
    for (int i = 0; i < 10; ++i) {
        const QImage shown = reader.read().convertToFormat(QImage::Format_RGB888);
        EXPECT_EQ(shown, frame(i)) << i << ": few colours, so they are exact";
        EXPECT_EQ(reader.nextImageDelay(), 50);
    }
    EXPECT_FALSE(reader.canRead());
}

}  // namespace
}  // namespace featurescope::ui
