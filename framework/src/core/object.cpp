#include <muster/core/object.h>

namespace muster {

std::string_view toString(DeltaMode mode) {
    switch (mode) {
        case DeltaMode::kReplace:
            return "replace";
        case DeltaMode::kAdd:
            return "add";
        case DeltaMode::kRemove:
            return "remove";
    }
    return "replace";
}

}  // namespace muster
