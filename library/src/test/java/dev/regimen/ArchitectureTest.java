package dev.regimen;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may know which. {@code docs/architecture.md} says why. */
class ArchitectureTest {
    private static final String ROOT = "dev.regimen.";

    /** A package knows only those in groups before its own: not those in its group, and none after it. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("torch", "budget"),
            Set.of("data", "optimizer"),
            Set.of("model"),
            Set.of("objective", "metric"),
            Set.of("task"),
            Set.of("learner"),
            Set.of("training", "ensemble"),
            Set.of("regimen"),
            Set.of("explanation", "diagnosis"),
            Set.of("comparison"),
            Set.of("config"),
            Set.of("run"),
            Set.of("report"),
            Set.of("study"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.regimen");

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        Set<String> known = ORDER.stream().flatMap(Set::stream).collect(Collectors.toSet());
        Set<String> found = CLASSES.stream()
                .map(type -> type.getPackageName().substring(ROOT.length()).split("\\.")[0])
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(known).containsAll(found);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unknowns")
    void packagesKnowOnlyThoseBeforeThem(String name, String[] unknown) {
        noClasses()
                .that()
                .resideInAPackage(ROOT + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(unknown)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    static Stream<Arguments> unknowns() {
        return IntStream.range(0, ORDER.size()).boxed().flatMap(group -> ORDER.get(group).stream()
                .map(name -> Arguments.of(
                        name,
                        ORDER.subList(group, ORDER.size()).stream()
                                .flatMap(Set::stream)
                                .filter(other -> !other.equals(name))
                                .map(other -> ROOT + other + "..")
                                .toArray(String[]::new))));
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void theBindingStaysWhereTensorsAre() {
        noClasses()
                .that()
                .resideInAnyPackage(inRoot("budget", "regimen", "comparison", "config", "run", "report", "study"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bytedeco..")
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void theLibraryOfOtherLearnersStaysWithThem() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "learner..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.tribuo..", "com.oracle.labs..", "com.google.protobuf..")
                .check(CLASSES);
    }

    /** The scope in which the class happens to be loaded would free it. */
    @Test
    void noNativeObjectIsKeptInAClass() {
        noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(JavaClass.Predicates.assignableTo("org.bytedeco.javacpp.Pointer"))
                .check(CLASSES);
    }

    @Test
    void filesAreReadAndWrittenAtTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackages(inRoot("config", "run", "report"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("com.fasterxml.jackson..", "org.yaml.snakeyaml..")
                .check(CLASSES);
    }

    @Test
    void standardStreamsBelongToThePrograms() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    @Test
    void nothingIsInherited() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotRecords()
                .and()
                .areNotEnums()
                .and()
                .areNotAnonymousClasses()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(CLASSES);
    }

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Helper|Manager|Base|Impl)")
                .check(CLASSES);
    }

    private static String[] inRoot(String... names) {
        return Stream.of(names).map(name -> ROOT + name + "..").toArray(String[]::new);
    }
}
