// The contract test of the notepad connector: sample data, and what the target cannot do.
#include <filesystem>
#include <string>

#include <stdlib.h>

#include <muster/testing/contract_suite.h>

namespace {

using namespace muster;
using muster::testing::ConnectorQuirks;

/** A folder that goes with the program. */
struct Folder {
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "notepad.XXXXXX").string();
        path = mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path path;
};

// [data] Sample data: the number makes names that do not repeat.
std::vector<Attribute> newNote(int number) {
    return {Attribute("__NAME__", "note " + std::to_string(number) + ".txt"),
            Attribute("text", "Milk, 卵\nand " + std::to_string(number) + " more things")};
}

std::vector<AttributeDelta> change(int number) {
    return {{DeltaMode::kReplace, Attribute("text", "Done: " + std::to_string(number))}};
}

// An update that takes two steps: the suite lets the second fail.
std::vector<AttributeDelta> changeInSteps(int number) {
    std::vector<AttributeDelta> deltas = change(number);
    deltas.push_back(
        {DeltaMode::kReplace, Attribute("__NAME__", "renamed " + std::to_string(number) + ".txt")});
    return deltas;
}

// [quirks] The settings are those of the target; the folder goes with the program.
ConnectorQuirks quirks() {
    static const Folder folder;
    ConnectorQuirks notepad;
    notepad.plugin = "notepad.so";
    notepad.objectClass = "note";
    notepad.properties = {Attribute("folder", folder.path.string())};
    notepad.refusedProperties = {Attribute("folder", "relative/path")};
    notepad.newObject = newNote;
    notepad.change = change;
    notepad.changeInSteps = changeInSteps;
    notepad.refusedValue = Attribute("__NAME__", "../outside");
    return notepad;
}

}  // namespace

MUSTER_CONTRACT_SUITE(quirks)
