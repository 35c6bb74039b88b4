#include "lineworks_home.h"

namespace support {
namespace {

std::string targetXml(const std::string& baseUrl, const std::string& properties,
                      const std::string& attributes) {
    return R"(<?xml version="1.0" encoding="UTF-8"?>
<target schema-version="1" name="lw" connector="lineworks" workers="2" timeout-seconds="60")" +
           attributes + R"(>
  <description>Simulated LINE WORKS</description>
  <property name="baseUrl">)" +
           baseUrl + R"(</property>
  <property name="authenticationServerUrl">)" +
           baseUrl + R"(/oauth2/v2.0/token</property>
  <property name="domainId">10000001</property>
  <property name="clientId">sandbox-client</property>
  <property name="clientSecret">file:secrets/lw</property>
  <property name="serviceAccount">sandbox.serviceaccount@example.com</property>
  <property name="privateKey">file:secrets/lw.key</property>
  <property name="scope">directory user orgunit group</property>
)" + properties +
           "</target>\n";
}

}  // namespace

LineworksHome::LineworksHome(LineworksSandbox& simulator, const std::string& properties,
                             const std::string& attributes)
    : SandboxHome(Connector{"lineworks", MUSTER_LINEWORKS_CONNECTOR}) {
    write(std::string(kTarget), targetXml(simulator.baseUrl(), properties, attributes));
    writeSecret("secrets/lw", kClientSecret);
    writeSecret("secrets/lw.key", simulator.privateKey());
}

}  // namespace support
