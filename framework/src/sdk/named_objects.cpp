#include <algorithm>

#include <muster/sdk/answers.h>
#include <muster/sdk/filter_values.h>
#include <muster/sdk/named_objects.h>
#include <muster/sdk/page_walk.h>
#include <muster/sdk/search_position.h>
#include <muster/sdk/wanted.h>

namespace muster::sdk {
namespace {

Error manyOfThatName(const NamedClass& named, const std::string& name,
                     const std::vector<ConnectorObject>& found) {
    std::string ids;
    for (const ConnectorObject& object : found) {
        ids += (ids.empty() ? "\"" : ", \"") + object.uid + "\"";
    }
    return refusal(ErrorCode::kInvalidAttributeValue,
                   "several " + std::string(named.noun) + "s are called \"" + name + "\": " + ids,
                   "say which by its id", std::string(attr::kName));
}

bool isAddress(const NamedClass& named, const ObjectRef& ref) {
    return !ref.isName() || (!named.keyPrefix.empty() && ref.text().starts_with(named.keyPrefix));
}

}  // namespace

Result<std::optional<ConnectorObject>> NamedReader::find(const ObjectRef& ref) {
    return isAddress(named_, ref) ? findByAddress(ref.text()) : findByName(ref.text());
}

Result<std::optional<ConnectorObject>> NamedReader::findByAddress(const std::string& address) {
    if (named_.isWordOfThePath != nullptr && named_.isWordOfThePath(address)) {
        return std::optional<ConnectorObject>();
    }
    Result<Response> response =
        call_.host().call({.key = std::string(named_.getKey),
                           .placeholders = {Attribute(std::string(attr::kUid), Value(address))}});
    if (!response) {
        if (response.error().code == ErrorCode::kUnknownUid) {
            return std::optional<ConnectorObject>();
        }
        return named_.explained(std::move(response).error());
    }
    if (response->isDryRun) {
        return std::optional<ConnectorObject>();
    }
    MUSTER_ASSIGN_OR_RETURN(ConnectorObject object, named_.parse(named_, response->body));
    return std::optional(std::move(object));
}

Result<std::optional<ConnectorObject>> NamedReader::findByName(const std::string& name) {
    std::vector<ConnectorObject> found;
    PageWalk walk(call_.host(), {.key = std::string(named_.searchKey)}, named_.maxPageSize,
                  std::string(named_.noun) + "s");
    PagePosition position;
    const Result<bool> ended = walk.run(position, [&](const std::string& row) -> Result<bool> {
        MUSTER_ASSIGN_OR_RETURN(ConnectorObject object, named_.parse(named_, row));
        if (equalNames(object.name, name)) {
            found.push_back(std::move(object));
        }
        return true;
    });
    if (!ended) {
        return named_.explained(ended.error());
    }
    if (found.size() > 1) {
        return manyOfThatName(named_, name, found);
    }
    return found.empty() ? std::optional<ConnectorObject>() : std::optional(found.front());
}

Result<ConnectorObject> NamedReader::require(const ObjectRef& ref) {
    MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> object, find(ref));
    if (object) {
        return *std::move(object);
    }
    const std::string noun(named_.noun);
    if (call_.isDryRun()) {
        call_.notice("dry-run-assumption", "a dry run reads nothing, so " + noun + " \"" +
                                               ref.text() + "\" is taken to be there");
        return ConnectorObject{
            .objectClass = named_.info.name, .uid = ref.text(), .name = ref.text()};
    }
    return refusal(
        ErrorCode::kUnknownUid,
        "there is no " + noun + " \"" + ref.text() + "\" in " + std::string(named_.place),
        "search --class " + named_.info.name + " lists them with their ids");
}

namespace {

/** One search under way. */
class NamedSearch {
public:
    NamedSearch(const NamedClass& named, const Filter& filter, const SearchOptions& options,
                const ObjectHandler& handler, const CompleteObject& complete)
        : named_(named),
          filter_(withSchemaNames(filter, named.info)),
          options_(options),
          handler_(handler),
          complete_(complete) {}

    Result<SearchReport> run(Call& call) {
        if (const auto address = requiredAddress()) {
            return runSingle(call, *address);
        }
        MUSTER_ASSIGN_OR_RETURN(SearchPosition position,
                                SearchPosition::parse(options_.pageToken, pageSize()));
        PageWalk walk(call.host(), {.key = std::string(named_.searchKey)}, position.pageSize,
                      std::string(named_.noun) + "s");
        const Result<bool> ended =
            walk.run(position.page, [this](const std::string& row) -> Result<bool> {
                MUSTER_ASSIGN_OR_RETURN(ConnectorObject object, named_.parse(named_, row));
                return show(std::move(object));
            });
        if (!ended) {
            return named_.explained(ended.error());
        }
        if (*ended) {
            return SearchReport{.remaining = 0, .filterEvaluated = true};
        }
        return SearchReport{.nextPageToken = position.toToken(), .filterEvaluated = true};
    }

private:
    /** What addresses the one object that can match; nothing when the filter leaves it open. */
    std::optional<std::string> requiredAddress() const {
        std::optional<std::string> uid = requiredValue(filter_, named_.info, attr::kUid);
        if (uid || named_.keyAttribute.empty()) {
            return uid;
        }
        const std::optional<std::string> key =
            requiredValue(filter_, named_.info, named_.keyAttribute);
        return key && !key->empty() ? std::optional(std::string(named_.keyPrefix) + *key)
                                    : std::nullopt;
    }

    Result<SearchReport> runSingle(Call& call, const std::string& address) {
        if (const Result<Uid> parsed = Uid::parse(address)) {
            MUSTER_ASSIGN_OR_RETURN(std::optional<ConnectorObject> object,
                                    NamedReader(call, named_).find(*parsed));
            if (object) {
                MUSTER_RETURN_IF_ERROR(show(*std::move(object)));
            }
        }
        return SearchReport{.remaining = 0, .filterEvaluated = true};
    }

    std::int64_t pageSize() const {
        const std::int64_t wish = options_.pageSize > 0 ? options_.pageSize : named_.maxPageSize;
        const bool isPlain = filter_.op == FilterOp::kAll && options_.limit > 0;
        return std::min(isPlain ? std::min(wish, options_.limit) : wish, named_.maxPageSize);
    }

    /** False when no more is to be shown. */
    Result<bool> show(ConnectorObject object) {
        if (complete_) {
            MUSTER_RETURN_IF_ERROR(complete_(object));
        }
        if (!filter_.matches(object)) {
            return true;
        }
        ++shown_;
        return handler_(withWanted(std::move(object), named_.info, options_.attributes)) &&
               (options_.limit == 0 || shown_ < options_.limit);
    }

    const NamedClass& named_;
    const Filter filter_;
    const SearchOptions& options_;
    const ObjectHandler& handler_;
    const CompleteObject& complete_;
    std::int64_t shown_ = 0;
};

}  // namespace

Result<SearchReport> searchNamed(Call& call, const NamedClass& named, const Filter& filter,
                                 const SearchOptions& options, const ObjectHandler& handler,
                                 const CompleteObject& complete) {
    return NamedSearch(named, filter, options, handler, complete).run(call);
}

}  // namespace muster::sdk
