// What must be true of members under each value of a switch; see switched.h.
#include "switched.h"

namespace {

using Strings = std::vector<std::string>;

const std::string kNew = "create lw __NAME__=a#@example.com externalKey=a# lastName=森 ";
const std::string kInSales = R"('orgUnits={"orgUnitId":"externalKey:sales"}')";

}  // namespace

void duplicatesAreRecognised(const Switched& s) {
    s.does(kNew);
    s.does("create lw __NAME__=b#@example.com externalKey=b# lastName=森");
    const std::string emailHeld = "the login id is in use by member \"a#@example.com\"";
    const std::string keyHeld = "the External Key \"a#\" belongs to member \"a#@example.com\"";
    s.refuses("create lw __NAME__=a#@example.com externalKey=other# lastName=森", {emailHeld});
    s.refuses("create lw __NAME__=new#@example.com externalKey=a# lastName=森", {keyHeld});
    s.refuses("update lw externalKey:b# externalKey=a#", {keyHeld});
    s.refuses("update lw externalKey:b# __NAME__=a#@example.com", {emailHeld});
    s.refuses("update lw externalKey:b# aliasEmails+=a#@example.com", {"may be in use"});
    s.seed(R"({"users":[{"email":"c#@example.com","userName":{"lastName":"次郎"}}]})");
    s.does("create lw __NAME__=c#@example.com externalKey=c# lastName=森", {"[adopted]"});
    s.isMadeOnce("a#@example.com", "a#");
    s.isMadeOnce("b#@example.com", "b#");
    s.isMadeOnce("c#@example.com", "c#");
    BOOST_TEST(s.live("new#@example.com").empty());

    s.seed(R"({"orgUnits":[{"orgUnitName":"支社#","orgUnitExternalKey":"o#"}]})");
    const std::string unitHeld = "the External Key \"sales\" belongs to org unit";
    s.refuses("create lw __ORGUNIT__ __NAME__=支店# externalKey=sales displayOrder=1", {unitHeld});
    s.refuses("update lw --class __ORGUNIT__ externalKey:o# externalKey=sales", {unitHeld});
    s.refuses("update lw --class __ORGUNIT__ externalKey:o# email=a#@example.com");
    s.does("create lw __GROUP__ __NAME__=組# externalKey=g# administrators=externalKey:a#");
    s.refuses("create lw __GROUP__ __NAME__=別# externalKey=g# administrators=externalKey:a#",
              {"has the External Key \"g#\" already"});
}

void membersHaveKeysWhereTheTenantAsksForThem(const Switched& s) {
    const std::string keyless = "create lw __NAME__=a#@example.com lastName=森";
    if (s.is("on")) {
        s.refuses(keyless, {"externalKey"});
        BOOST_TEST(s.live("a#@example.com").empty());
        return;
    }
    s.does(keyless);
    s.does("update lw a#@example.com location=東京");
    s.isMadeOnce("a#@example.com", "");
}

void postsAreKeptStraight(const Switched& s) {
    s.does(kNew + kInSales);
    s.does(R"(update lw externalKey:a# 'orgUnits+={"orgUnitId":"externalKey:hr","primary":true}')");
    BOOST_TEST(s.posts("externalKey:a#") == (Strings{"hr", "sales"}),
               boost::test_tools::per_element());
    s.does(R"(update lw externalKey:a# 'orgUnits-={"orgUnitId":"externalKey:sales"}')");
    BOOST_TEST(s.posts("externalKey:a#") == Strings{"hr"}, boost::test_tools::per_element());
    s.does("update lw externalKey:a# externalKey=z# " + kInSales);
    s.isMadeOnce("a#@example.com", "z#");
}

void referencesThatAreNotThereAreTold(const Switched& s) {
    const std::string create =
        "create lw __NAME__=PART#@example.com externalKey=PART# lastName=森 ";
    const std::pair<std::string, std::string> rows[] = {
        {"level", "levelId=gone#"},
        {"type", "userTypeId=gone#"},
        {"post", R"('orgUnits={"orgUnitId":"externalKey:sales","positionId":"gone#"}')"}};
    for (const auto& [part, words] : rows) {
        std::string command = create + words;
        for (auto at = command.find("PART"); at != std::string::npos; at = command.find("PART")) {
            command.replace(at, 4, part);
        }
        if (s.is("accept")) {
            s.does(command, {"shows no name for it: there may be none such"});
            s.isMadeOnce(part + "#@example.com", part + "#");
            Switched::wasAnswered("POST", "/v1.0/users", 201);
        } else {
            s.refuses(command);
            Switched::wasAnswered("POST", "/v1.0/users", std::stoi(s.value()));
            BOOST_TEST(s.live(part + "#@example.com").empty());
        }
    }
    s.seed(R"({"orgUnits":[{"orgUnitName":"臨時","orgUnitExternalKey":"temp#"}]})");
    s.does(
        "create lw __NAME__=b#@example.com externalKey=b# lastName=森 "
        R"('orgUnits={"orgUnitId":"externalKey:temp#"}')");
    s.call("DELETE", "/users/externalKey:b#/forcedelete", 204);
    s.call("DELETE", "/orgunits/externalKey:temp#", 204);
    const std::string missing =
        "org unit \"externalKey:temp#\" is not in LINE WORKS: provision organisations first";
    s.refuses(kNew + R"('orgUnits={"orgUnitId":"externalKey:temp#"}')", {missing});
    s.refuses("update lw externalKey:e1 'orgUnits+={\"orgUnitId\":\"externalKey:temp#\"}'",
              {missing});
    BOOST_TEST(s.posts("externalKey:e1") == Strings{"sales"}, boost::test_tools::per_element());
}

void listsLoseWhatTheyShould(const Switched& s) {
    s.does(kNew + kInSales +
           R"( 'i18nNames={"language":"en_US","lastName":"Mori"}' )"
           R"('i18nNames={"language":"ko_KR","lastName":"Mori"}')");
    s.does(R"(update lw externalKey:a# 'orgUnits+={"orgUnitId":"externalKey:hr"}')");
    s.seed(R"({"orgUnits":[{"orgUnitName":"支社#","orgUnitExternalKey":"o#",
      "i18nNames":[{"language":"en_US","name":"A"},{"language":"ko_KR","name":"B"}]}]})");
    const std::string commands[] = {
        R"(update lw externalKey:a# 'orgUnits-={"orgUnitId":"externalKey:hr"}')",
        R"(update lw externalKey:a# 'i18nNames-={"language":"ko_KR"}')",
        R"(update lw --class __ORGUNIT__ externalKey:o# 'i18nNames-={"language":"ko_KR"}')"};
    for (const std::string& command : commands) {
        if (s.is("replaced")) {
            s.does(command);
        } else {
            s.refuses(command, {"but still shows", "adds to lists"});
        }
    }
    s.does(
        "create lw __GROUP__ __NAME__=組# administrators=externalKey:a# "
        "members=externalKey:a# members=externalKey:e1");
    s.does("update lw --class __GROUP__ name:組# members-=externalKey:e1");
    BOOST_TEST(!has(s.does("get lw --class __GROUP__ name:組# --attributes members").out,
                    "taro@example.com"));
    s.isMadeOnce("a#@example.com", "a#");
}

void bodiesHaveNoUnknownProperty(const Switched& s) {
    s.seed(R"({"levels":[{"levelName":"部長#","levelExternalKey":"lv#"}],
      "positions":[{"positionName":"役#","positionExternalKey":"ps#"}],
      "userTypes":[{"userTypeName":"正#","userTypeExternalKey":"ut#"}],
      "customProperties":[{"propertyName":"席#","propertyType":"STRING"}]})");
    s.does(kNew +
           "firstName=愛 phoneticLastName=モリ nickName=あい privateEmail=a#@home.example "
           "aliasEmails=al#@example.com telephone=03-1 cellPhone=090-1 location=東京 task=営業 "
           "birthday=1990-04-01 hiredDate=2020-04-01 locale=en_US timeZone=Asia/Tokyo "
           "employeeNumber=77 searchable=true userTypeId=externalKey:ut# levelId=externalKey:lv# "
           R"('messenger={"protocol":"LINE","messengerId":"a"}' )"
           R"('i18nNames={"language":"en_US","lastName":"Mori"}' )"
           R"('customProperties={"propertyName":"席#","value":"7A"}' )"
           R"('relations={"relationUserId":"externalKey:e1","relationName":"上司"}' )"
           R"('orgUnits={"orgUnitId":"externalKey:sales","positionId":"externalKey:ps#",)"
           R"("isManager":true,"visible":false,"useTeamFeature":true}')");
    s.does(R"(update lw externalKey:a# location=大阪 'customProperties-={"propertyName":"席#"}' )"
           R"('orgUnits+={"orgUnitId":"externalKey:hr","positionId":null}')");
    s.does(
        "create lw __ORGUNIT__ __NAME__=支社# externalKey=o# displayOrder=1 description=x "
        R"(email=o#@example.com visible=true useMessage=true useNote=true aliasEmails=oa#@example.com )"
        R"('i18nNames={"language":"en_US","name":"Branch"}' emailRecipients=externalKey:e1)");
    s.does(
        "update lw --class __ORGUNIT__ externalKey:o# parentOrgUnitId=externalKey:hq "
        "description=y");
    s.does(
        "create lw __GROUP__ __NAME__=組# externalKey=g# administrators=externalKey:a# "
        "members=externalKey:a# description=x useMessage=true");
    s.does(
        "action run lw externalKey:a# set-leave-of-absence startTime=2027-01-31T00:00:00Z "
        "endTime=2027-02-28T00:00:00Z");
    s.isMadeOnce("a#@example.com", "a#");
    BOOST_TEST(textOf(s.member("externalKey:a#"), "location") == "大阪");
}

void membersMoveToAnotherDomain(const Switched& s) {
    Switched::set("domains", "10000001=example.com,10000002=example.org");
    s.does(kNew + kInSales);
    s.does("action run lw externalKey:a# move-domain domainId=10000002 email=a#@example.org");
    BOOST_TEST(s.member("externalKey:a#").at("domainId").as_int64() == 10'000'002);
    s.does("action run lw externalKey:a# move-domain domainId=10000002", {"already"});
    s.isMadeOnce("a#@example.org", "a#");
}

void aliasesComeAndGo(const Switched& s) {
    s.does(kNew + "aliasEmails=al#@example.com");
    s.does("update lw externalKey:a# aliasEmails+=am#@example.com aliasEmails-=al#@example.com");
    BOOST_TEST(boost::json::serialize(s.member("externalKey:a#").at("aliasEmails")) ==
               s.own("[\"am#@example.com\"]"));
    s.does("update lw externalKey:a# aliasEmails-=al#@example.com");
    s.isMadeOnce("a#@example.com", "a#");
}

void passwordsAreTaken(const Switched& s) {
    const std::string plain = kNew + "__PASSWORD__=Abcd12345";
    if (s.is("letters-digits-special")) {
        s.refuses(plain, {"passwordNeedsSpecial"});
        BOOST_TEST(s.live("a#@example.com").empty());
    } else {
        s.does(plain);
        s.isMadeOnce("a#@example.com", "a#");
    }
    s.refuses(
        "create special __NAME__=b#@example.com externalKey=b# lastName=森 "
        "__PASSWORD__=Abcd12345",
        {"letters and digits alone"});
    s.does(
        "create special __NAME__=b#@example.com externalKey=b# lastName=森 "
        "__PASSWORD__=Abcd12345!");
    s.isMadeOnce("b#@example.com", "b#");
}

void keysAreGivenAtOnce(const Switched& s) {
    s.seed(R"({"users":[
      {"email":"a#@example.com","userName":{"lastName":"一"},"organizations":[{"domainId":10000001,
        "orgUnits":[{"orgUnitId":"externalKey:hr"}]}]},
      {"email":"b#@example.com","userName":{"lastName":"二"},"organizations":[{"domainId":10000001,
        "orgUnits":[{"orgUnitId":"externalKey:hr"}]}]},
      {"email":"c#@example.com","userName":{"lastName":"三"},"organizations":[{"domainId":10000001,
        "orgUnits":[{"orgUnitId":"externalKey:hr"}]}]}]})");
    const std::string adopt =
        "action run lw externalKey:hr adopt-members --class __ORGUNIT__ "
        R"('pairs={"member":"a#@example.com","externalKey":"a#"}' )"
        R"('pairs={"member":"b#@example.com","externalKey":"e1"}' )"
        R"('pairs={"member":"c#@example.com","externalKey":"c#"}')";
    s.refuses(adopt, {"that key belongs to \"taro@example.com\"", "1 of the members did not"});
    s.isMadeOnce("a#@example.com", "a#");
    s.isMadeOnce("b#@example.com", "");
    s.isMadeOnce("c#@example.com", "c#");
    s.refuses(adopt, {"that key belongs to"});
}
