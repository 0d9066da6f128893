package dev.regimen.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.regimen.budget.Budget;
import dev.regimen.comparison.ComparisonResult;
import dev.regimen.comparison.ContenderResult;
import dev.regimen.ensemble.MajorityVote;
import dev.regimen.explanation.Verdict;
import dev.regimen.explanation.Verdict.Kind;
import dev.regimen.regimen.EndToEnd;
import dev.regimen.regimen.Ensemble;
import dev.regimen.regimen.StepByStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The programs run, with budgets that are too small to learn much. */
class ProgramsTest {
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "regimen", "examples");

    @Test
    void comparesInJava() {
        ComparisonResult result = CompareInJava.compare(Budget.examples(1_920), List.of(1L, 2L));
        assertThat(result.contenders())
                .extracting(ContenderResult::name)
                .containsExactly("end-to-end", "step-by-step", "voted");
        assertThat(result.contenders())
                .allSatisfy(
                        contender -> assertThat(contender.summary().examples()).isEqualTo(1_920.0));
        assertThat(result.pairs()).hasSize(3);
    }

    @Test
    void anOwnNetLearnsInJava() {
        assertThat(OwnNet.train(Budget.examples(12_800)).metrics().get("accuracy"))
                .isGreaterThan(0.5);
    }

    @Test
    void anOwnNetIsReadFromYaml() throws IOException {
        ComparisonResult result = OwnNet.fromYaml(List.of("budget.examples=1280", "seeds=1"));
        assertThat(result.experiment()).isEqualTo("own-net");
        assertThat(result.contenders()).hasSize(2);
    }

    @Test
    void anOwnNetHasUnderThirtyLines() throws IOException {
        List<String> lines = Files.readAllLines(SOURCES.resolve("Gated.java"));
        int begin = lines.indexOf("public record Gated(Integer hidden, Integer outputs) implements Net {");
        assertThat(begin).isPositive();
        assertThat(lines.subList(begin, lines.size())).hasSizeLessThan(30);
    }

    @Test
    void aCnnAndAnRnnAreWhatTheirTrainingMakesThem() {
        assertThat(CnnAndRnn.explain(
                        List.of(new EndToEnd(), new StepByStep(), Ensemble.of(3, new EndToEnd(), new MajorityVote()))))
                .extracting(explanation -> explanation.verdict().kind())
                .containsExactly(Kind.END_TO_END, Kind.STEP_BY_STEP, Kind.ENSEMBLE);
    }

    @Test
    void anOwnRegimenIsExplainedLikeOthers() {
        Verdict once = verdict(1);
        assertThat(once.kind()).isEqualTo(Kind.STEP_BY_STEP);
        assertThat(verdict(2).title()).isEqualTo("parts in turn");
    }

    private static Verdict verdict(int rounds) {
        return Explanations.explain(new InTurn(rounds)).verdict();
    }
}
