package dev.footbridge.relay.config;

import dev.footbridge.core.connector.Setting;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks one connector's members against the settings its provider declares. */
final class ConnectorSettings {

    private final List<Setting> settings;
    private final Path base;
    private final List<String> warnings;

    ConnectorSettings(List<Setting> settings, Path base, List<String> warnings) {
        this.settings = settings;
        this.base = base;
        this.warnings = warnings;
    }

    Map<String, String> read(ConfigNode node, Map<String, ConfigNode> members) {
        Map<String, String> values = new LinkedHashMap<>();
        members.forEach((name, member) -> setting(name)
                .ifPresentOrElse(
                        setting -> value(setting, member).ifPresent(value -> values.put(name, value)),
                        () -> member.complain("is not known"
                                + Nearest.hint(
                                        name,
                                        settings.stream().map(Setting::name).toList()))));
        for (Setting setting : settings) {
            if (setting.required() && !members.containsKey(setting.name())) {
                node.complain(setting.name() + " is missing: " + setting.description());
            }
        }
        return values;
    }

    private Optional<Setting> setting(String name) {
        return settings.stream().filter(s -> s.name().equals(name)).findFirst();
    }

    private Optional<String> value(Setting setting, ConfigNode member) {
        Optional<String> value = member.scalar().map(v -> located(setting, v));
        value.flatMap(setting::problem).ifPresent(member::complain);
        if (setting.type() == Setting.Type.SECRET && member.isLiteral()) {
            warnings.add(plainSecret(member));
        }
        return value;
    }

    static String plainSecret(ConfigNode member) {
        return "line " + member.line() + ": " + member.path()
                + " is a secret in plain text; write ${NAME} and set the variable";
    }

    /** A file is named relative to the configuration that names it. */
    private String located(Setting setting, String value) {
        return setting.type() == Setting.Type.FILE ? base.resolve(value).toString() : value;
    }
}
