#include <cstdio>
#include <exception>

#include <muster/sdk/define_connector.h>

namespace muster::sdk::boundary {

muster_status fail(const muster_sink& sink, const Error& error) noexcept {
    try {
        abi::Marshal marshal;
        sink.error(sink.context, marshal.error(error));
        return static_cast<muster_status>(error.code);
    } catch (...) {
        return MUSTER_E_INTERNAL;
    }
}

muster_status failFromException(const muster_sink& sink) noexcept {
    try {
        throw;
    } catch (const std::exception& exception) {
        return fail(sink, Error{.code = ErrorCode::kInternal,
                                .message = "the connector threw an exception: " +
                                           std::string(exception.what())});
    } catch (...) {
        return fail(sink, Error{.code = ErrorCode::kInternal,
                                .message = "the connector threw something that is no exception"});
    }
}

void printException(const char* function) noexcept {
    try {
        throw;
    } catch (const std::exception& exception) {
        std::fprintf(stderr, "%s threw an exception: %s\n", function, exception.what());
    } catch (...) {
        std::fprintf(stderr, "%s threw something that is no exception\n", function);
    }
}

Error notSupported(std::string_view operation) {
    return Error{.code = ErrorCode::kNotSupported,
                 .message = "the connector does not implement " + std::string(operation)};
}

std::vector<std::string> textsOf(const muster_string_list& list) {
    return abi::copyTexts(list, "a list of names").valueOr({});
}

Result<void> finishWrite(Call& call, Result<WriteReport> result) {
    if (!result) {
        return std::move(result).error();
    }
    // A dry run makes no object, so there is none to report.
    if (!call.hasReported() && !call.isDryRun()) {
        call.reportEarly(*result);
    }
    return {};
}

Result<void> finishGet(Call& call, Result<std::optional<ConnectorObject>> result) {
    if (!result) {
        return std::move(result).error();
    }
    if (const auto& object = *result; object) {
        abi::Marshal marshal;
        call.sink().object(call.sink().context, marshal.object(*object));
    }
    return {};
}

Result<void> runSearch(SearchOp& connector, Call& call, std::string_view objectClass,
                       const muster_filter& filter, const muster_search_options& options) {
    MUSTER_ASSIGN_OR_RETURN(const Filter wanted, abi::copyFilter(filter));
    const SearchOptions copied{.attributes = textsOf(options.attributes),
                               .pageToken = std::string(abi::text(options.page_token)),
                               .pageSize = options.page_size,
                               .limit = options.limit};
    const ObjectHandler handler = [&call](const ConnectorObject& object) {
        abi::Marshal marshal;
        return call.sink().object(call.sink().context, marshal.object(object)) != 0;
    };
    MUSTER_ASSIGN_OR_RETURN(const SearchReport report,
                            connector.search(call, objectClass, wanted, copied, handler));
    const muster_search_report made = {sizeof(muster_search_report),
                                       abi::view(report.nextPageToken), report.remaining,
                                       report.filterEvaluated ? 1 : 0};
    call.sink().search_end(call.sink().context, &made);
    return {};
}

Result<void> runCheck(CheckOp& connector, Call& call) {
    return connector.check(call, [&call](const CheckFinding& finding) {
        abi::Marshal marshal;
        const ConnectorObject object = toObject(finding);
        return call.sink().object(call.sink().context, marshal.object(object)) != 0;
    });
}

}  // namespace muster::sdk::boundary
