#include "boundary/directory_home.h"

#include <cstdlib>
#include <fstream>

namespace bench {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kType = R"(<?xml version="1.0" encoding="UTF-8"?>
<lookup schema-version="1" name="Lookup.Bench.type" closed="true" default="1" language="en">
  <description>Licence</description>
  <entry code-key="1">
    <decode xml:lang="en">Basic</decode>
    <decode xml:lang="ja">基本</decode>
  </entry>
  <entry code-key="2">
    <decode xml:lang="en">Licensed</decode>
    <decode xml:lang="ja">ライセンス済</decode>
  </entry>
  <entry code-key="99">
    <decode xml:lang="en">None</decode>
    <decode xml:lang="ja">なし</decode>
  </entry>
</lookup>
)";

constexpr std::string_view kCreateType = R"(<?xml version="1.0" encoding="UTF-8"?>
<lookup schema-version="1" name="Lookup.Bench.createType" closed="true" language="en">
  <description>How a user comes to be</description>
  <entry code-key="create"><decode xml:lang="en">by invitation</decode></entry>
  <entry code-key="autoCreate"><decode xml:lang="en">with a password</decode></entry>
  <entry code-key="custCreate"><decode xml:lang="en">without sign-in</decode></entry>
  <entry code-key="ssoCreate"><decode xml:lang="en">by single sign-on</decode></entry>
</lookup>
)";

std::string target(const std::string& name, const std::string& keeps) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<target schema-version=\"1\" name=\"" +
           name + "\" connector=\"directory\" workers=\"1\" timeout-seconds=\"600\">\n" +
           "  <property name=\"keeps\">" + keeps + "</property>\n</target>\n";
}

}  // namespace

DirectoryHome::DirectoryHome() : path_(folder_.path()) {
    if (const char* given = std::getenv("MUSTER_BENCH_HOME"); given != nullptr) {
        path_ = given;
    }
    fs::create_directories(path() / "plugins");
    fs::copy_file(MUSTER_BENCH_DIRECTORY, path() / "plugins/directory.so",
                  fs::copy_options::overwrite_existing);
    write("lookups/directory/Lookup.Bench.type.xml", kType);
    write("lookups/directory/Lookup.Bench.createType.xml", kCreateType);
    write("targets/answering.xml", target("answering", "false"));
    write("targets/keeping.xml", target("keeping", "true"));
    for (const auto& made : fs::recursive_directory_iterator(path())) {
        fs::permissions(made, fs::perms::group_write | fs::perms::others_write,
                        fs::perm_options::remove);
    }
}

void DirectoryHome::write(const std::string& file, std::string_view text) const {
    fs::create_directories((path() / file).parent_path());
    std::ofstream(path() / file, std::ios::binary) << text;
}

}  // namespace bench
