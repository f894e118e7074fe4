package dev.footbridge.teams.emulator;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is in the emulated tenant from the start: the ids that tests, sandboxes and scripts refer to. */
public final class Seed {
    public static final String TENANT_ID = "84bd8158-6d4d-4958-8b9f-9d6445542f95";
    public static final String TENANT_NAME = "Northwind Traders";
    public static final String DOMAIN = "northwind.example";

    public static final String APP_ID = "8e460676-ae3f-4b1e-8790-ee0fb5d6148f";
    public static final String APP_SECRET = "emulator-app-secret";

    public static final String ADA = "8ea0e38b-efb3-4757-924a-5f94061cf8c2";
    public static final String BEN = "ef1c916a-3135-4417-ba27-8eb7bd084193";
    public static final String CARLA = "28c10244-4bad-4fda-993c-f332faef94f0";
    public static final String DEV = "1fb8890f-423e-4154-8fbf-db6809bc8756";
    /** A member of another organisation. */
    public static final String GUEST = "d1a6c0c9-7b51-4a7e-9d55-0d1c2ab4b6b1";
    /** The account that a bridge sends as. */
    public static final String RELAY = "5f8f0c0e-6d9a-4d3f-8a3c-2a4f0a7f9c11";

    public static final String TEAM = "fbe2bf47-16c8-47cf-b4a5-4b9b187c508b";
    public static final String GENERAL = "19:4a95f7d8db4c4e7fae857bcebe0623e6@thread.tacv2";
    public static final String PROJECT = "19:8d9da062ec7647d4bb1976126e788b47@thread.tacv2";
    public static final String RANDOM = "19:f127a8c55ad949d1a238464d22f0f99e@thread.tacv2";
    /** A private channel: Ada, Ben and the relay account. */
    public static final String LEADS = "19:0b50940236084d258c97b21bd01917b0@thread.tacv2";

    public static final String GROUP_CHAT = "19:2da4c29f6d7041eca70b638b43d45437@thread.v2";
    /** One-on-one: Ada and the relay account. */
    public static final String DIRECT_CHAT = "19:" + RELAY + "_" + ADA + "@unq.gbl.spaces";

    /** Every delegated permission that a bridge needs, and what goes with a sign-in. */
    public static final Set<String> DELEGATED = Set.of(
            "User.Read",
            "User.Read.All",
            "User.ReadBasic.All",
            "Team.ReadBasic.All",
            "TeamMember.ReadWrite.All",
            "Channel.ReadBasic.All",
            "Channel.Create",
            "ChannelMember.Read.All",
            "ChannelMessage.Read.All",
            "ChannelMessage.Send",
            "ChannelMessage.ReadWrite",
            "Chat.Create",
            "Chat.Read",
            "Chat.ReadWrite",
            "ChatMember.ReadWrite",
            "ChatMessage.Send",
            "Files.ReadWrite",
            "Organization.Read.All");

    /** The application permissions a bridge can use. None of them lets it send. */
    public static final Set<String> ROLES = Set.of(
            "User.Read.All",
            "Team.ReadBasic.All",
            "Channel.ReadBasic.All",
            "ChannelMember.Read.All",
            "ChannelMessage.Read.All",
            "Chat.Read.All",
            "ChatMember.Read.All",
            "Files.Read.All",
            "Organization.Read.All");

    private Seed() {}

    static void plant(Tenant tenant) {
        var ada = person(tenant, ADA, "Ada Moreau", "ada.moreau@northwind.example", false);
        var ben = person(tenant, BEN, "Ben Okafor", "ben.okafor@northwind.example", false);
        var carla = person(tenant, CARLA, "Carla Jensen", "carla.jensen@northwind.example", false);
        var dev = person(tenant, DEV, "Dev Patel", "dev.patel@northwind.example", false);
        var guest = person(tenant, GUEST, "Robin Sato", "robin.sato@fabrikam.example", true);
        var relay = person(tenant, RELAY, "Footbridge", "footbridge@northwind.example", false);

        var team = new Team(TEAM, "Launch", "Everything about the launch");
        tenant.add(team);
        for (var member : List.of(ada, ben, carla, dev, guest, relay)) {
            team.roster().add(tenant.member(member, member.equals(ada) || member.equals(relay)));
        }
        tenant.openChannel(team, GENERAL, "General", "What everybody should know", Channel.STANDARD);
        tenant.openChannel(team, PROJECT, "project-launch", "Plans and progress", Channel.STANDARD);
        tenant.openChannel(team, RANDOM, "random", "Everything else", Channel.STANDARD);
        var leads = tenant.openChannel(team, LEADS, "leads", "Ada and Ben", "private");
        for (var member : List.of(ada, ben, relay)) {
            leads.roster().add(tenant.member(member, member.equals(ada)));
        }
        tenant.openChat(GROUP_CHAT, "Launch crew", List.of(ada, ben, carla, relay));
        tenant.openChat(Chat.ONE_ON_ONE, Optional.empty(), List.of(relay, ada));
    }

    private static Person person(Tenant tenant, String id, String name, String mail, boolean guest) {
        var person = new Person(id, name, mail, guest);
        tenant.add(person);
        return person;
    }
}
