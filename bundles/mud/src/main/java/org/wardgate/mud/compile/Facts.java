package org.wardgate.mud.compile;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.mud.file.MudFile;
import org.wardgate.mud.file.Product;

/** What a file says besides its rules, cleaned and cut for people. */
final class Facts {
  private Facts() {}

  static MudFacts of(MudFile file) {
    Product product = file.product();
    return new MudFacts(
        file.lastUpdate(),
        file.cacheValidityHours(),
        file.isSupported(),
        cut(product.systeminfo()),
        text(product.mfgName()),
        text(product.modelName()),
        text(product.firmwareRev()),
        text(product.softwareRev()),
        file.extensions().stream().map(Problem::clean).toList(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of());
  }

  private static String text(Optional<String> text) {
    return text.map(Problem::clean).orElse("");
  }

  private static String cut(Optional<String> text) {
    String clean = text(text);
    int points = clean.codePointCount(0, clean.length());
    return points <= Product.SYSTEMINFO_MAX_CHARS
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, Product.SYSTEMINFO_MAX_CHARS));
  }
}
