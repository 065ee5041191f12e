#include "core/io/pdf_dates.h"

#include <gtest/gtest.h>

#include <random>
#include <sstream>
#include <vector>

#include "core/base/errors.h"

namespace featurescope {
namespace {

/// A file as QPdfWriter lays it out, with this information dictionary and a stream that looks like one.
std::string pdfWith(const std::string& information) {
    const std::vector<std::string> objects{
        "<<\n/Title (\xfe\xff)\n" + information + "\n>>",
        "<<\n/Length 30\n>>\nstream\n/CreationDate (D:20261124054344Z)\nendstream", "<<\n/Type /Catalog\n>>"};
    std::string pdf = "%PDF-1.4\n", table = "0000000000 65535 f \n";
    for (std::size_t i = 0; i < objects.size(); ++i) {
        std::ostringstream entry;
        entry.width(10);
        entry.fill('0');
        entry << pdf.size() << " 00000 n \n";
        table += entry.str();
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const std::string tablePlace = std::to_string(pdf.size());
    return pdf + "xref\n0 4\n" + table + "trailer\n<<\n/Size 4 \n/Info 1 0 R\n/Root 3 0 R\n>>\nstartxref\n" +
           tablePlace + " \n%%EOF\n";
}

TEST(PdfDates, AreOverwrittenInPlace) {
    const std::string pdf = pdfWith("/CreationDate (D:20261124054344Z)\n/ModDate (D:20261124054344-05'30')");
    EXPECT_EQ(pdfWithFixedDates(pdf, "f.pdf"),
              pdfWith("/CreationDate (D:20000101000000Z)\n/ModDate (D:20000101000000+00'00')"));
}

TEST(PdfDates, OfFilesWithoutThemStay) {
    EXPECT_EQ(pdfWithFixedDates(pdfWith("/Author (x)"), "f.pdf"), pdfWith("/Author (x)"));
    EXPECT_EQ(pdfWithFixedDates(pdfWith("/CreationDate (soon)"), "f.pdf"), pdfWith("/CreationDate (soon)"));
}

TEST(PdfDates, OfWhatIsNoPdfAreRefused) {
    for (const char* text :
         {"", "%PDF-1.4", "startxref 5", "startxref\n99999", "xref startxref 0 trailer /Info 0"})
        EXPECT_THROW(pdfWithFixedDates(text, "f.pdf"), FileError) << text;
}

TEST(PdfDates, NoMutationDoesHarm) {
    std::mt19937 random(5);
    const std::string valid = pdfWith("/CreationDate (D:20261124054344Z)");
    for (int i = 0; i < 5000; ++i) {
        std::string pdf = valid.substr(0, random() % 4 == 0 ? random() % valid.size() : valid.size());
        if (!pdf.empty()) pdf[random() % pdf.size()] = static_cast<char>(random() % 128);
        try {
            EXPECT_EQ(pdfWithFixedDates(pdf, "f.pdf").size(), pdf.size());
        } catch (const FileError&) {
        }
    }
}

}  // namespace
}  // namespace featurescope
