#include "sandbox_home.h"

#include <fstream>
#include <iterator>
#include <stdexcept>

namespace support {

namespace fs = std::filesystem;

namespace {

std::string targetXml(const std::string& baseUrl, const std::string& properties) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<target schema-version="1" name="zoom" connector="zoom" workers="2" timeout-seconds="15">
  <description>Simulated Zoom account</description>
  <property name="baseUrl">)" +
           baseUrl + R"(</property>
  <property name="authenticationServerUrl">)" +
           baseUrl + R"(/oauth/token</property>
  <property name="accountId">acc-sandbox</property>
  <property name="clientId">sandbox-client</property>
  <property name="clientSecret">file:secrets/zoom</property>
)" + properties +
           "</target>\n";
}

}  // namespace

SandboxHome::SandboxHome(const std::string& baseUrl, const std::string& properties)
    : SandboxHome(Connector{"zoom", MUSTER_ZOOM_CONNECTOR}) {
    write(std::string(kTargetFile), targetXml(baseUrl, properties));
    writeSecret("secrets/zoom", kClientSecret);
}

SandboxHome::SandboxHome(const Connector& connector) : variables_{{"LC_ALL", "C.UTF-8"}} {
    for (const char* const name : {"plugins", "targets", "lookups", "secrets"}) {
        fs::create_directory(path() / name);
    }
    fs::copy_file(connector.plugin, path() / "plugins" / (connector.name + ".so"));
    fs::copy(fs::path(MUSTER_LOOKUPS) / connector.name, path() / "lookups" / connector.name);
    for (const auto& copied : fs::recursive_directory_iterator(path())) {
        fs::permissions(copied, fs::perms::group_write | fs::perms::others_write,
                        fs::perm_options::remove);
    }
}

Command SandboxHome::program(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"--home", path().string()});
    return {MUSTER_PROGRAM, std::move(arguments), variables_};
}

Finished SandboxHome::run(const std::vector<std::string>& commands,
                          const std::vector<std::string>& options) const {
    std::vector<std::string> arguments = options;
    for (const std::string& command : commands) {
        arguments.insert(arguments.end(), {"-c", command});
    }
    return support::run(program(std::move(arguments)));
}

Finished SandboxHome::script(std::string_view text, const std::vector<std::string>& options) const {
    return support::run(program(options), text);
}

void SandboxHome::setVariable(const std::string& name, const std::string& value) {
    variables_.emplace_back(name, value);
}

std::string SandboxHome::read(const std::string& file) const {
    std::ifstream stream(path() / file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void SandboxHome::write(const std::string& file, std::string_view text) const {
    const fs::path written = folder_.write(file, text);
    fs::permissions(written, fs::perms::group_write | fs::perms::others_write,
                    fs::perm_options::remove);
}

std::string SandboxHome::writeSecret(const std::string& file, std::string_view text) const {
    const fs::path written = folder_.write(file, text);
    fs::permissions(written, fs::perms::owner_read | fs::perms::owner_write);
    return written.string();
}

void SandboxHome::edit(const std::string& file, std::string_view from, std::string_view to) const {
    std::string text = read(file);
    const std::size_t at = text.find(from);
    if (at == std::string::npos) {
        throw std::runtime_error(file + " has no \"" + std::string(from) + "\"");
    }
    write(file, text.replace(at, from.size(), to));
}

}  // namespace support
