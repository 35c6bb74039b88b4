#include "rest/connection/inflate.h"

#include <array>
#include <sstream>

#include <Poco/InflatingStream.h>

namespace muster::rest {
namespace {

constexpr std::size_t kBlock = std::size_t{16} * 1024;
constexpr std::size_t kRatioFrom = std::size_t{1024} * 1024;

Result<std::string> inflated(const std::string& coded, Poco::InflatingStreamBuf::StreamType type,
                             const CallState& call) {
    std::istringstream source(coded);
    Poco::InflatingInputStream stream(source, type);
    std::string body;
    std::array<char, kBlock> block;
    for (;;) {
        stream.read(block.data(), static_cast<std::streamsize>(block.size()));
        body.append(block.data(), static_cast<std::size_t>(stream.gcount()));
        if (body.size() > call.limits().maxBodyBytes) {
            return call.protocol("the answer's body inflates to more than the " +
                                 std::to_string(call.limits().maxBodyBytes) +
                                 " bytes that are accepted");
        }
        if (body.size() > kRatioFrom &&
            body.size() / call.limits().maxInflateRatio > coded.size()) {
            return call.protocol("the answer's body inflates to more than " +
                                 std::to_string(call.limits().maxInflateRatio) +
                                 " times its size, which is accepted of no target");
        }
        if (stream.bad()) {
            return call.protocol("the answer's compressed body is damaged or ends early");
        }
        if (!stream) {
            return body;
        }
        if (!call.running()) {
            return call.failed("stopped");
        }
    }
}

}  // namespace

Result<void> inflateBody(HttpResponse& response, const CallState& call) {
    using Poco::InflatingStreamBuf;
    const auto codings = response.headers.all("Content-Encoding");
    if (codings.empty() || response.body.empty() ||
        (codings.size() == 1 && equalsIgnoringCase(codings.front(), "identity"))) {
        return {};
    }
    const std::string_view coding = codings.front();
    const bool gzip = equalsIgnoringCase(coding, "gzip") || equalsIgnoringCase(coding, "x-gzip");
    if (codings.size() != 1 || (!gzip && !equalsIgnoringCase(coding, "deflate"))) {
        return call.protocol("the answer's content coding \"" + std::string(coding) +
                             "\" was not asked for; expected gzip, deflate or none");
    }
    const auto type = gzip ? InflatingStreamBuf::STREAM_GZIP : InflatingStreamBuf::STREAM_ZLIB;
    MUSTER_ASSIGN_OR_RETURN(response.body, inflated(response.body, type, call));
    return {};
}

}  // namespace muster::rest
