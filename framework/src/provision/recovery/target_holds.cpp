#include "provision/recovery/target_holds.h"

namespace muster::provision {
namespace {

std::string sentence(const store::TargetHold& hold) {
    return "target \"" + hold.target + "\" is held by " + hold.by + " since " +
           hold.since.toString() + ": " + hold.why;
}

}  // namespace

TargetHolds::TargetHolds(store::Journal& journal) : journal_(journal) {
    Result<std::vector<store::TargetHold>> found = journal_.holds();
    if (!found) {
        unread_ = std::move(found).error();
        return;
    }
    for (store::TargetHold& hold : *found) {
        holds_.emplace(hold.target, std::move(hold));
    }
}

Result<void> TargetHolds::hold(store::TargetHold hold) {
    if (hold.since == Time{}) {
        hold.since = Time::now();
    }
    const std::lock_guard lock(mutex_);
    if (const auto found = holds_.find(hold.target); found != holds_.end()) {
        return Error{.code = ErrorCode::kInvalidState,
                     .message = sentence(found->second),
                     .hint = "it stays so; for another reason, \"target release " + hold.target +
                             "\" first"};
    }
    // In force even if it cannot be written: then only the next owner does not know of it.
    holds_.insert_or_assign(hold.target, hold);
    return journal_.hold(hold);
}

Result<void> TargetHolds::release(std::string_view target) {
    const std::lock_guard lock(mutex_);
    MUSTER_ASSIGN_OR_RETURN(const bool wasHeld, journal_.release(target));
    const auto found = holds_.find(target);
    if (found != holds_.end()) {
        holds_.erase(found);
    } else if (!wasHeld) {
        return Error{.code = ErrorCode::kInvalidState,
                     .message = "target \"" + std::string(target) + "\" is not held"};
    }
    return {};
}

std::optional<store::TargetHold> TargetHolds::find(std::string_view target) const {
    const std::lock_guard lock(mutex_);
    const auto found = holds_.find(target);
    return found == holds_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Error> TargetHolds::refusal(std::string_view target) const {
    const std::lock_guard lock(mutex_);
    if (unread_) {
        Error error = *unread_;
        error.message = "whether target \"" + std::string(target) +
                        "\" is held could not be read: " + error.message;
        return error;
    }
    const auto found = holds_.find(target);
    if (found == holds_.end()) {
        return std::nullopt;
    }
    const store::TargetHold& hold = found->second;
    return Error{.code = ErrorCode::kInvalidState,
                 .message = sentence(hold),
                 .hint = "\"target release " + hold.target + "\" lets writes through again"};
}

}  // namespace muster::provision
