#include "rest/connection/answer_reader.h"

#include <algorithm>

namespace muster::rest {
namespace {

constexpr int kSwitchingProtocols = 101;
constexpr int kFirstFinalStatus = 200;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t";
    const std::size_t first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/** "HTTP/1.1 200 OK"; the reason and the blank before it may be missing. */
bool parseStatusLine(std::string_view line, AnswerHead& head) {
    constexpr std::string_view kVersion = "HTTP/1.";
    constexpr std::size_t kMinor = 7;
    constexpr std::size_t kStatus = 9;
    constexpr std::size_t kReason = 12;
    if (line.size() < kReason || !line.starts_with(kVersion) || !isDigit(line[kMinor]) ||
        line[kMinor + 1] != ' ' ||
        !std::all_of(line.begin() + kStatus, line.begin() + kReason, isDigit) ||
        (line.size() > kReason && line[kReason] != ' ')) {
        return false;
    }
    head.isHttp11 = line[kMinor] != '0';
    head.response.status = std::stoi(std::string(line.substr(kStatus, kReason - kStatus)));
    head.response.reason = line.size() > kReason ? line.substr(kReason + 1) : std::string_view();
    return head.response.status >= 100;
}

}  // namespace

Result<std::string> AnswerReader::readLine() {
    std::string line;
    for (;;) {
        char byte = 0;
        if (session_.readByte(byte) != WireSession::Read::kData) {
            return call_.failed(session_.failure());
        }
        if (!started_) {
            started_ = true;
            if (peer_ == Peer::kTarget) {
                call_.enter(Phase::kReadingHeader);
            }
        }
        if (++bytes_ > call_.limits().maxHeaderBytes) {
            return call_.protocol("the answer's header is larger than the " +
                                  std::to_string(call_.limits().maxHeaderBytes) +
                                  " bytes that are accepted");
        }
        if (byte == '\n') {
            break;
        }
        line += byte;
    }
    if (line.ends_with('\r')) {
        line.pop_back();
    }
    if (line.find('\r') != std::string::npos || line.find('\0') != std::string::npos) {
        return call_.protocol("the answer's header holds a bare CR or a NUL");
    }
    return line;
}

Result<void> AnswerReader::addField(std::string_view line, HttpHeaders& headers) const {
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon))) {
        return call_.protocol("the answer's header holds a line that is no \"name: value\"");
    }
    if (headers.fields().size() >= call_.limits().maxHeaderFields) {
        return call_.protocol("the answer's header holds more than the " +
                              std::to_string(call_.limits().maxHeaderFields) +
                              " fields that are accepted");
    }
    headers.add(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    return {};
}

Result<void> AnswerReader::readFields(HttpHeaders& headers) {
    std::string field;
    for (;;) {
        MUSTER_ASSIGN_OR_RETURN(const std::string line, readLine());
        if (!field.empty() && (line.starts_with(' ') || line.starts_with('\t'))) {
            // Folding is obsolete, but a reader joins it with a blank (RFC 9112 section 5.2).
            field += ' ';
            field += trimmed(line);
            continue;
        }
        if (!field.empty()) {
            MUSTER_RETURN_IF_ERROR(addField(field, headers));
        }
        if (line.empty()) {
            return {};
        }
        field = line;
    }
}

Result<AnswerHead> AnswerReader::readOneHead() {
    AnswerHead head;
    MUSTER_ASSIGN_OR_RETURN(const std::string line, readLine());
    if (!parseStatusLine(line, head)) {
        return call_.protocol("what came back is not an HTTP/1.1 answer",
                              "Check that the port in the address is the right one.");
    }
    MUSTER_RETURN_IF_ERROR(readFields(head.response.headers));
    return head;
}

Result<AnswerHead> AnswerReader::readHead() {
    if (peer_ == Peer::kTarget) {
        call_.enter(Phase::kWaiting);
    }
    for (int interim = 0;; ++interim) {
        if (interim > call_.limits().maxInterimAnswers) {
            return call_.protocol("more than " + std::to_string(call_.limits().maxInterimAnswers) +
                                  " interim answers (1xx) came and no final one");
        }
        bytes_ = 0;
        MUSTER_ASSIGN_OR_RETURN(AnswerHead head, readOneHead());
        if (head.response.status == kSwitchingProtocols) {
            return call_.protocol("the answer changes to another protocol, which nobody asked for");
        }
        if (head.response.status >= kFirstFinalStatus) {
            return head;
        }
    }
}

}  // namespace muster::rest
