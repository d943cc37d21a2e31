package org.wardgate.mud.compile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.mud.file.MudFile;
import org.wardgate.mud.file.Product;
import org.wardgate.mud.file.TransparencyParser;

/** What a file says besides its rules, cleaned and cut for people. */
final class Facts {
  /** Most (D)TLS profiles shown. */
  private static final int TLS_PROFILES_MAX_COUNT = 64;

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
        file.extras().certification(),
        file.extras().configuration(),
        links(file),
        tlsProfiles(file));
  }

  private static List<MudFacts.Link> links(MudFile file) {
    List<MudFacts.Link> links = new ArrayList<>(file.extras().links());
    file.product()
        .documentation()
        .flatMap(url -> TransparencyParser.link("documentation", url))
        .ifPresent(links::add);
    return links;
  }

  /** The profiles of all entries in use, each with its entry's name. */
  private static List<String> tlsProfiles(MudFile file) {
    return file.policies()
        .all()
        .filter(acl -> acl.aces().stream().anyMatch(a -> !a.matches().tlsProfiles().isEmpty()))
        .distinct()
        .flatMap(
            acl ->
                acl.aces().stream()
                    .flatMap(
                        ace ->
                            ace.matches().tlsProfiles().stream()
                                .map(words -> acl.name() + "/" + ace.name() + ": " + words)))
        .limit(TLS_PROFILES_MAX_COUNT)
        .map(Problem::clean)
        .toList();
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
