// No form of XML lets pass what it does not know: tried at each element of a file that has all of
// them. A word that is passed over is a rule that somebody believes to be in force.
#include <algorithm>
#include <fstream>
#include <functional>
#include <iterator>
#include <regex>

#include <boost/test/unit_test.hpp>

#include "host/target_loader.h"
#include "lookup/lookup_reader.h"
#include "rest/limits/limit_catalog.h"
#include "rest/template/operation_catalog.h"
#include "temporary_folder.h"

using namespace muster;
using muster::testing::TemporaryFolder;

namespace {

/** What is said of a file of that text. */
using Reader = std::function<std::string(const std::string& text)>;

struct Form {
    std::string file;  ///< of the source tree
    Reader reader;
};

template <typename Read>
std::string saidOf(const std::string& fileName, const std::string& text, const Read& read) {
    const TemporaryFolder folder;
    const auto file = folder.write(fileName, text);
    xml::Diagnostics diagnostics;
    read(file, diagnostics);
    return diagnostics.toText();
}

std::vector<Form> forms() {
    const auto operations = [](const std::string& text) {
        return saidOf("operations.xml", text, [](const auto& file, xml::Diagnostics& diagnostics) {
            rest::OperationCatalog::load(file.parent_path(), {}, diagnostics);
        });
    };
    const auto limits = [](const std::string& text) {
        return saidOf("limits.xml", text, [](const auto& file, xml::Diagnostics& diagnostics) {
            rest::LimitCatalog::load({file.parent_path()}, diagnostics);
        });
    };
    const auto lookup = [](const std::string& text) {
        return saidOf("Lookup.Library.cardKind.xml", text,
                      [](const auto& file, xml::Diagnostics& diagnostics) {
                          lookup::readLookup(file, diagnostics);
                      });
    };
    const auto target = [](const std::string& text) {
        return saidOf("zoom-sandbox.xml", text,
                      [](const auto& file, xml::Diagnostics& diagnostics) {
                          host::readTargetFile(file, diagnostics);
                      });
    };
    return {{"framework/docs/examples/library/operations.xml", operations},
            {"framework/docs/examples/oracle/operations.xml", operations},
            {"lookups/zoom/operations.xml", operations},
            {"framework/docs/examples/library/limits.xml", limits},
            {"lookups/zoom/limits.xml", limits},
            {"framework/docs/examples/lookups/Lookup.Library.cardKind.xml", lookup},
            {"samples/home/targets/zoom-sandbox.xml", target}};
}

std::string contentOf(const std::string& file) {
    std::ifstream stream(std::string(MUSTER_TEST_SOURCE) + "/" + file, std::ios::binary);
    BOOST_REQUIRE_MESSAGE(stream.good(), file);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/** A start tag: where its name ends and where it ends, and its name. */
struct Tag {
    std::size_t nameEnd = 0;
    std::size_t end = 0;  ///< behind ">"
    bool isClosed = false;
    std::string name;
};

std::vector<Tag> tagsOf(const std::string& text) {
    static const std::regex kSkippedOrTag(
        R"(<!--[^]*?-->|<\?[^]*?\?>|<!\[CDATA\[[^]*?\]\]>|<([A-Za-z_][\w:-]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>)");
    std::vector<Tag> tags;
    for (std::sregex_iterator found(text.begin(), text.end(), kSkippedOrTag), none; found != none;
         ++found) {
        if ((*found)[1].matched) {
            const auto begin = static_cast<std::size_t>(found->position(1));
            tags.push_back({begin + static_cast<std::size_t>(found->length(1)),
                            static_cast<std::size_t>(found->position(0) + found->length(0)),
                            (*found)[2].str().ends_with('/'), (*found)[1].str()});
        }
    }
    return tags;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(strict_forms_tests)

BOOST_AUTO_TEST_CASE(the_files_themselves_are_taken) {
    for (const Form& form : forms()) {
        const std::string said = form.reader(contentOf(form.file));
        BOOST_TEST(said.find("error") == std::string::npos, form.file << " said: " << said);
    }
}

BOOST_AUTO_TEST_CASE(no_element_of_any_form_takes_an_attribute_that_it_does_not_know) {
    for (const Form& form : forms()) {
        const std::string text = contentOf(form.file);
        const std::vector<Tag> tags = tagsOf(text);
        BOOST_TEST(tags.size() > 2U, form.file);
        for (const Tag& tag : tags) {
            std::string changed = text;
            changed.insert(tag.nameEnd, " zzz=\"1\"");
            const std::string said = form.reader(changed);
            BOOST_TEST(
                said.find("error: unknown attribute \"zzz\" of <" + tag.name + ">") !=
                    std::string::npos,
                form.file << ", <" << tag.name << "> at " << tag.nameEnd << " said: " << said);
        }
    }
}

BOOST_AUTO_TEST_CASE(no_element_of_any_form_takes_an_element_that_it_does_not_know) {
    for (const Form& form : forms()) {
        const std::string text = contentOf(form.file);
        for (const Tag& tag : tagsOf(text)) {
            std::string changed = text;
            if (tag.isClosed) {
                changed.replace(tag.end - 2, 2, "><zzz/></" + tag.name + ">");
            } else {
                changed.insert(tag.end, "<zzz/>");
            }
            const std::string said = form.reader(changed);
            BOOST_TEST(said.find("error: unknown element <zzz> in <" + tag.name + ">") !=
                           std::string::npos,
                       form.file << ", <" << tag.name << "> at " << tag.end << " said: " << said);
        }
    }
}

BOOST_AUTO_TEST_SUITE_END()
