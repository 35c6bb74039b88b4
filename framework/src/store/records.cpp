#include "store/records.h"

#include <array>

namespace muster::store {
namespace {

constexpr std::array kKinds = {OperationKind::kCreate, OperationKind::kUpdate,
                               OperationKind::kDelete, OperationKind::kDisassociate,
                               OperationKind::kEnable, OperationKind::kDisable,
                               OperationKind::kAction};
constexpr std::array kStates = {OperationState::kOpen,        OperationState::kEnded,
                                OperationState::kInterrupted, OperationState::kDeferred,
                                OperationState::kConflict,    OperationState::kNeedsSecret,
                                OperationState::kAbandoned};

template <typename Range>
auto withWord(const Range& range, std::string_view word)
    -> std::optional<typename Range::value_type> {
    for (const auto candidate : range) {
        if (toString(candidate) == word) {
            return candidate;
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view toString(OperationKind kind) {
    switch (kind) {
        case OperationKind::kCreate:
            return "create";
        case OperationKind::kUpdate:
            return "update";
        case OperationKind::kDelete:
            return "delete";
        case OperationKind::kDisassociate:
            return "disassociate";
        case OperationKind::kEnable:
            return "enable";
        case OperationKind::kDisable:
            return "disable";
        case OperationKind::kAction:
            return "action";
    }
    return "unknown";
}

std::string_view toString(OperationState state) {
    switch (state) {
        case OperationState::kOpen:
            return "open";
        case OperationState::kEnded:
            return "ended";
        case OperationState::kInterrupted:
            return "interrupted";
        case OperationState::kDeferred:
            return "deferred";
        case OperationState::kConflict:
            return "conflict";
        case OperationState::kNeedsSecret:
            return "needs secret";
        case OperationState::kAbandoned:
            return "abandoned";
    }
    return "unknown";
}

std::optional<OperationKind> operationKindFromString(std::string_view word) {
    return withWord(kKinds, word);
}

std::optional<OperationState> operationStateFromString(std::string_view word) {
    return withWord(kStates, word);
}

}  // namespace muster::store
