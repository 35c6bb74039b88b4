// Notes as text files in a folder: a target with state on disk and I/O of the connector's own.
// The file's name is both Uid and name of the note, so a rename gives it another Uid.
#include <filesystem>
#include <fstream>
#include <iterator>

#include <muster/sdk/define_connector.h>
#include <muster/sdk/merge.h>

namespace notepad {

namespace fs = std::filesystem;
using namespace muster;

class NotepadConnector : public sdk::Connector,
                         public sdk::TestOp,
                         public sdk::GetOp,
                         public sdk::CreateOp,
                         public sdk::UpdateOp,
                         public sdk::DeleteOp {
public:
    explicit NotepadConnector(fs::path folder) : folder_(std::move(folder)) {}

    // [make] Settings are looked at here; the folder itself is not, since that would be I/O (C-10).
    static Result<std::unique_ptr<NotepadConnector>> make(const sdk::Properties& properties) {
        const fs::path folder = properties.text("folder");
        if (!folder.is_absolute()) {
            return Error{
                .code = ErrorCode::kConfiguration,
                .message = "folder is \"" + folder.string() + "\", expected an absolute path"};
        }
        return std::make_unique<NotepadConnector>(folder);
    }

    // [describe] The class `note`, and the one setting.
    static Description describe() {
        ObjectClassInfo note = sdk::classOf<NotepadConnector>("note");
        note.description = "A text file";
        note.attributes = {{.name = "__NAME__", .required = true, .description = "Its file name"},
                           {.name = "text", .description = "What is in it"}};
        return {.displayName = "Notepad",
                .classes = {note},
                .properties = {{.name = "folder",
                                .required = true,
                                .help = "Absolute path of the folder that holds the notes"}}};
    }

    Result<void> test(sdk::Call& call) override {
        if (!fs::is_directory(folder_)) {
            return failed("read", folder_);
        }
        call.notice("folder", "notes are in " + folder_.string());
        return {};
    }

    Result<std::optional<ConnectorObject>> get(sdk::Call&, std::string_view, const ObjectRef& ref,
                                               const std::vector<std::string>&) override {
        if (!checkName(ref.text()) || !fs::exists(folder_ / ref.text())) {
            return std::optional<ConnectorObject>();
        }
        MUSTER_ASSIGN_OR_RETURN(ConnectorObject note, read(ref.text()));
        return std::optional(std::move(note));
    }

    Result<WriteReport> create(sdk::Call& call, std::string_view,
                               const sdk::AttributesView& attributes) override {
        MUSTER_ASSIGN_OR_RETURN(const std::vector<Attribute> given, attributes.copy());
        const std::string name = *findAttribute(given, "__NAME__")->text();
        MUSTER_RETURN_IF_ERROR(checkName(name));
        MUSTER_RETURN_IF_ERROR(call.step("write", "write note " + name, [&]() -> Result<void> {
            if (fs::exists(folder_ / name)) {
                return exists(name);
            }
            return write(name, given);
        }));
        return WriteReport{.uid = name, .name = name};
    }

    // [two_steps] Two things may change, so there may be two steps. When the second fails, the host
    // knows from the first that the operation is partial.
    Result<WriteReport> update(sdk::Call& call, std::string_view, const ObjectRef& ref,
                               const sdk::DeltasView& deltas) override {
        MUSTER_RETURN_IF_ERROR(expectThere(ref));
        MUSTER_ASSIGN_OR_RETURN(ConnectorObject note, read(ref.text()));
        MUSTER_RETURN_IF_ERROR(sdk::mergeDeltas(note.attributes, deltas));
        const std::string name = *note.find("__NAME__")->text();
        MUSTER_RETURN_IF_ERROR(checkName(name));
        MUSTER_RETURN_IF_ERROR(call.step("text", "write note " + ref.text(),
                                         [&] { return write(ref.text(), note.attributes); }));
        if (name != ref.text()) {
            const std::string action = "rename note " + ref.text() + " to " + name;
            MUSTER_RETURN_IF_ERROR(call.step(
                "rename", action, [&]() -> Result<void> { return rename(ref.text(), name); }));
        }
        return WriteReport{.uid = name, .name = name};
    }

    // [remove] The name has been checked before it becomes a path.
    Result<void> remove(sdk::Call& call, std::string_view, const ObjectRef& ref) override {
        MUSTER_RETURN_IF_ERROR(expectThere(ref));
        return call.step("remove", "remove note " + ref.text(), [&]() -> Result<void> {
            std::error_code error;
            fs::remove(folder_ / ref.text(), error);
            return error ? failed("remove", folder_ / ref.text()) : Result<void>();
        });
    }

private:
    // A name becomes a path: what could lead out of the folder is refused.
    static Result<void> checkName(const std::string& name) {
        if (name.front() == '.' || name.find('/') != std::string::npos || name.size() > 255) {
            return Error{.code = ErrorCode::kInvalidAttributeValue,
                         .message = "a note cannot be called \"" + name +
                                    "\": expected a file name of at most 255 bytes without \"/\" "
                                    "and without a dot in front",
                         .attributes = {"__NAME__"}};
        }
        return {};
    }

    static Error failed(std::string_view action, const fs::path& path) {
        return Error{.code = ErrorCode::kConnectionFailed,
                     .message = "cannot " + std::string(action) + " \"" + path.string() + "\""};
    }

    static Error exists(const std::string& name) {
        return Error{.code = ErrorCode::kAlreadyExists,
                     .message = "there is a note \"" + name + "\" already"};
    }

    Result<void> expectThere(const ObjectRef& ref) const {
        if (checkName(ref.text()) && fs::exists(folder_ / ref.text())) {
            return {};
        }
        return Error{.code = ErrorCode::kUnknownUid,
                     .message = "there is no note \"" + ref.text() + "\""};
    }

    Result<ConnectorObject> read(const std::string& name) const {
        std::ifstream file(folder_ / name, std::ios::binary);
        std::string text{std::istreambuf_iterator<char>(file), {}};
        if (!file) {
            return failed("read", folder_ / name);
        }
        ConnectorObject note{.objectClass = "note", .uid = name, .name = name};
        note.attributes = {Attribute("__NAME__", name), Attribute("text", std::move(text))};
        return note;
    }

    Result<void> write(const std::string& name, const std::vector<Attribute>& attributes) const {
        const Attribute* text = findAttribute(attributes, "text");
        std::ofstream file(folder_ / name, std::ios::binary | std::ios::trunc);
        file << (text == nullptr || text->text() == nullptr ? "" : *text->text());
        file.close();
        return file ? Result<void>() : failed("write", folder_ / name);
    }

    Result<void> rename(const std::string& from, const std::string& to) const {
        if (fs::exists(folder_ / to)) {
            return exists(to);
        }
        std::error_code error;
        fs::rename(folder_ / from, folder_ / to, error);
        return error ? failed("rename", folder_ / from) : Result<void>();
    }

    fs::path folder_;
};

}  // namespace notepad

MUSTER_DEFINE_CONNECTOR(notepad::NotepadConnector, "notepad", "1.0.0")
