#include "host/home_writers.h"

#include "host/catalogue/foreign_writer.h"

namespace muster::host {
namespace {

void refuseForeignWriter(const std::filesystem::path& path, const char* what,
                         xml::Diagnostics& diagnostics) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) {
        return;  // whoever reads it says so
    }
    const auto foreign = foreignWriter(
        status, what, "whoever writes there decides where credentials go and what is sent");
    if (foreign) {
        diagnostics.error({.file = path.string()},
                          foreign->found + "; expected " + foreign->expected, foreign->hint);
    }
}

}  // namespace

void refuseForeignWriters(const std::filesystem::path& folder, xml::Diagnostics& diagnostics) {
    refuseForeignWriter(folder, "the folder", diagnostics);
    std::error_code problem;
    for (const auto& item : std::filesystem::directory_iterator(folder, problem)) {
        if (item.path().extension() == ".xml") {
            refuseForeignWriter(item.path(), "the file", diagnostics);
        }
    }
}

}  // namespace muster::host
