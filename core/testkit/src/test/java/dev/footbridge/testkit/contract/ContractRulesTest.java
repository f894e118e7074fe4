package dev.footbridge.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContractRulesTest {

    private static Set<String> numbersOfTests() {
        Set<String> numbers = new TreeSet<>();
        for (Class<?> part = ConnectorContract.class; part != null; part = part.getSuperclass()) {
            for (Class<?> block : part.getDeclaredClasses()) {
                for (Method method : block.getDeclaredMethods()) {
                    Matcher number = Pattern.compile("c(\\d+)_[a-z].*").matcher(method.getName());
                    if (number.matches()) {
                        numbers.add(number.group(1));
                    }
                }
            }
        }
        return numbers;
    }

    private static Set<String> numbersOfRules() throws Exception {
        return Pattern.compile("(?m)^- \\*\\*C(\\d+)\\*\\* ")
                .matcher(Files.readString(Path.of("CONTRACT.md")))
                .results()
                .map(MatchResult::group)
                .map(rule -> rule.replaceAll("\\D", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_rule_has_a_test_and_every_test_a_rule() throws Exception {
        assertThat(numbersOfTests()).hasSizeGreaterThan(90).isEqualTo(numbersOfRules());
    }

    @Test
    void every_rule_stands_once() throws Exception {
        long rules = Arrays.stream(Files.readString(Path.of("CONTRACT.md")).split("\n"))
                .filter(line -> line.matches("- \\*\\*C\\d+\\*\\* .*"))
                .count();
        assertThat(rules).isEqualTo(numbersOfRules().size());
    }
}
