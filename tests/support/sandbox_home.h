#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "child_process.h"
#include "temporary_folder.h"

namespace support {

/// A temporary home with a connector, its lookups and templates, and one target that points at a
/// server on loopback; and the program muster to run on it. Everything the program says is English
/// whatever the machine's language is. For one thread.
class SandboxHome {
public:
    using Variables = std::vector<std::pair<std::string, std::string>>;

    static constexpr std::string_view kClientSecret = "sandbox-secret";
    static constexpr std::string_view kTargetFile = "targets/zoom.xml";

    /// A home with the Zoom connector and the target "zoom". `baseUrl` is the address of the
    /// simulator; `properties` are further `<property>` elements.
    explicit SandboxHome(const std::string& baseUrl, const std::string& properties = {});

    const std::filesystem::path& path() const { return folder_.path(); }

    /// What starts the program on this home with these arguments; give it to ChildProcess to
    /// meddle with the running program.
    Command program(std::vector<std::string> arguments) const;

    /// `muster -c COMMAND -c COMMAND ...` behind the options, if any.
    Finished run(const std::vector<std::string>& commands,
                 const std::vector<std::string>& options = {}) const;
    Finished run(const std::string& command) const {
        return run(std::vector<std::string>{command});
    }
    /// The commands as a script on stdin.
    Finished script(std::string_view text, const std::vector<std::string>& options = {}) const;

    /// Sets a variable for all programs that start from now on.
    void setVariable(const std::string& name, const std::string& value);

    std::string read(const std::string& file) const;
    /// Writes a file of the home; others cannot write it.
    void write(const std::string& file, std::string_view text) const;
    /// Writes a file that only its owner can read, and gives its whole path.
    std::string writeSecret(const std::string& file, std::string_view text) const;
    /// Replaces the first `from` in a file; throws when it is not there.
    void edit(const std::string& file, std::string_view from, std::string_view to) const;

protected:
    struct Connector {
        std::string name;    ///< its lookups are under it
        std::string plugin;  ///< the plugin file
    };
    /// A home with the connector alone, for one that adds its target.
    explicit SandboxHome(const Connector& connector);

private:
    muster::testing::TemporaryFolder folder_;
    Variables variables_;
};

}  // namespace support
