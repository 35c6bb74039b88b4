#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "rest/limits/answer_limits.h"
#include "rest/limits/limit_spec.h"
#include "rest/limits/retry_policy.h"
#include "rest/template/operation_catalog.h"
#include "xml/diagnostics.h"
#include "xml/document.h"

namespace muster::rest {

/** A connector's limits: those of each plan, which headers tell of them, and what is sent again.
 * Immutable once made; any number of threads may read it. */
class LimitCatalog {
public:
    /** The name of the file in a connector's folder. */
    static constexpr const char* kFileName = "limits.xml";

    /** Reads `limits.xml` of the first of these folders that has one; a folder without one takes
     * that of the folder which it extends. Without any: no limits, and the usual retries. Whole or
     * not at all: null with an error in `diagnostics`. */
    static std::shared_ptr<const LimitCatalog> load(
        const std::vector<std::filesystem::path>& folders, xml::Diagnostics& diagnostics);
    /** The same from a text that has been read. */
    static std::shared_ptr<const LimitCatalog> read(const xml::Document& document,
                                                    xml::Diagnostics& diagnostics);

    /** All labels that a limit of any plan names, sorted. */
    std::vector<std::string> labels() const;
    /** All names of limits and the words `rate`, `day` and `concurrency`: what an error rule may
     * say under `limit`. */
    std::vector<std::string> refusals() const;
    /** By which names of requests each limit counts. */
    std::vector<LimitNames> names() const;
    /** The property of a target that names its plan; empty when there are no plans. */
    const std::string& planProperty() const { return planProperty_; }
    /** In the order of the file. */
    std::vector<std::string_view> plans() const;
    /** The limits that hold for all plans and those of this one; nothing when it is unknown. An
     * empty plan stands for those without plans. */
    std::optional<std::vector<LimitSpec>> limitsOf(std::string_view plan) const;
    const AnswerHeaders& headers() const { return headers_; }
    const RetryPolicy& retries() const { return retries_; }
    /** Empty when there is no file. */
    const std::string& file() const { return file_; }
    const xml::Position& planPosition() const { return planPosition_; }

private:
    friend class LimitReader;
    struct Plan {
        std::string name;
        std::vector<LimitSpec> limits;
        xml::Position position;
    };
    std::string file_;
    std::string planProperty_;
    xml::Position planPosition_;
    std::vector<LimitSpec> everywhere_;
    std::vector<Plan> plans_;
    AnswerHeaders headers_;
    RetryPolicy retries_;
};

/** Reports limits that count by what only templates tell: a connector with I/O of its own tells
 * labels alone, so that such a limit would never count. */
void lintForOwnIo(const LimitCatalog& catalog, std::string_view connector,
                  xml::Diagnostics& diagnostics);

/** For `CatalogOptions::limits`: loads the limits of the folders into `catalog`, and gives the
 * words that templates may use. Borrows both arguments. */
std::function<std::optional<KnownLimits>(const std::vector<std::filesystem::path>&)> limitsInto(
    std::shared_ptr<const LimitCatalog>& catalog, xml::Diagnostics& diagnostics);

}  // namespace muster::rest
