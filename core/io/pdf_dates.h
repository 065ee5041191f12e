#pragma once

#include <string>

namespace featurescope {

/// The PDF file with the dates of its information dictionary (CreationDate, ModDate) overwritten in place by
/// the first second of 2000, so that the same picture gives the same bytes at any time. FileError starting
/// with `name` when the file has no plain cross-reference table, as QPdfWriter writes it.
std::string pdfWithFixedDates(std::string pdf, const std::string& name);

}  // namespace featurescope
