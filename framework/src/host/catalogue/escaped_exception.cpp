#include "host/catalogue/escaped_exception.h"

#include <exception>

#include <fmt/format.h>

namespace muster::host {

std::string escapedException(std::string_view function) {
    try {
        throw;
    } catch (const std::exception& exception) {
        return fmt::format("its function {} let an exception cross its border: {}", function,
                           exception.what());
    } catch (...) {
        return fmt::format("its function {} let something that is no exception cross its border",
                           function);
    }
}

}  // namespace muster::host
