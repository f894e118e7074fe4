package dev.footbridge.relay.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A place in the YAML file that knows its path and line, so that every complaint can name them. */
final class ConfigNode {

    private final Node node;
    private final String path;
    private final Problems problems;
    private final Environment environment;

    ConfigNode(Node node, String path, Problems problems, Environment environment) {
        this.node = node;
        this.path = path;
        this.problems = problems;
        this.environment = environment;
    }

    String path() {
        return path.isEmpty() ? "the file" : path;
    }

    int line() {
        return node.getStartMark() == null ? 1 : node.getStartMark().getLine() + 1;
    }

    void complain(String what) {
        problems.add(this, what);
    }

    /** The members of a mapping in the order of the file; complains about anything else and about repeated keys. */
    Map<String, ConfigNode> members() {
        Map<String, ConfigNode> members = new LinkedHashMap<>();
        if (!(node instanceof MappingNode mapping)) {
            complain("must be a mapping of names to values");
            return members;
        }
        for (NodeTuple tuple : mapping.getValue()) {
            String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            ConfigNode child = child(tuple.getValueNode(), path.isEmpty() ? key : path + "." + key);
            if (members.put(key, child) != null) {
                child.complain("comes twice");
            }
        }
        return members;
    }

    /** The members, where only these names may occur; complains about others with the nearest name. */
    Map<String, ConfigNode> members(Collection<String> allowed) {
        Map<String, ConfigNode> members = members();
        Set<String> unknown = new LinkedHashSet<>(members.keySet());
        unknown.removeAll(allowed);
        for (String name : unknown) {
            ConfigNode member = members.get(name);
            if (member != null) {
                member.complain("is not known" + Nearest.hint(name, allowed));
            }
        }
        return members;
    }

    /** The elements of a list; complains about anything else. */
    List<ConfigNode> elements() {
        List<ConfigNode> elements = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node element : sequence.getValue()) {
                elements.add(child(element, path + "[" + elements.size() + "]"));
            }
        } else {
            complain("must be a list");
        }
        return elements;
    }

    /** The value with environment variables put in; complains when there is none or a variable is not set. */
    Optional<String> scalar() {
        if (!(node instanceof ScalarNode scalar)) {
            complain("must be a single value");
            return Optional.empty();
        }
        return environment.substitute(scalar.getValue(), this);
    }

    /** Whether the value as written holds no reference to the environment. */
    boolean isLiteral() {
        return node instanceof ScalarNode scalar && !scalar.getValue().contains("${");
    }

    private ConfigNode child(Node value, String childPath) {
        return new ConfigNode(value, childPath, problems, environment);
    }
}
