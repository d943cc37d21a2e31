package org.wardgate.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.IdevidRules;
import org.wardgate.api.inventory.IdevidRules.KeyAlgorithm;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.RevocationLists;

/** Reads what a manufacturer's IDevIDs must keep to. */
final class IdevidRulesReader {
  private static final String ORGANIZATIONS = "organizations";
  private static final String HARDWARE_TYPES = "hardwareTypes";
  private static final String NAME_REQUIRED = "hardwareModuleNameRequired";
  private static final String KEY_ALGORITHMS = "keyAlgorithms";
  private static final String CRLS = "crls";
  private static final Set<String> FIELDS =
      Set.of(ORGANIZATIONS, HARDWARE_TYPES, NAME_REQUIRED, KEY_ALGORITHMS, CRLS);
  private static final Pattern OID = Pattern.compile("[0-2](\\.(0|[1-9][0-9]{0,17})){1,30}");

  private IdevidRulesReader() {}

  /**
   * Reads the rules.
   *
   * @param authorities the manufacturer's CAs, one of which signed each revocation list
   */
  static IdevidRules read(String where, JsonNode node, List<X509Certificate> authorities)
      throws RefusedException {
    JsonEntry entry = JsonEntry.of(where, node, FIELDS);
    return new IdevidRules(
        texts(entry, ORGANIZATIONS),
        hardwareTypes(entry),
        entry.has(NAME_REQUIRED) && entry.flag(NAME_REQUIRED),
        keyAlgorithms(entry),
        revocations(entry, authorities));
  }

  private static List<String> texts(JsonEntry entry, String field) throws RefusedException {
    List<String> texts = new ArrayList<>();
    for (JsonNode node : entry.list(field, InventoryLimits.RULE_VALUES_MAX_COUNT)) {
      String text = node.isTextual() ? node.textValue() : "";
      if (text.isBlank()
          || text.length() > InventoryLimits.LABEL_MAX_CHARS
          || !Problem.clean(text).equals(text)) {
        throw entry.malformed(field + " must be printable texts, not blank");
      }
      texts.add(text);
    }
    return texts;
  }

  private static List<String> hardwareTypes(JsonEntry entry) throws RefusedException {
    List<String> types = texts(entry, HARDWARE_TYPES);
    for (String type : types) {
      if (!OID.matcher(type).matches()) {
        throw entry.malformed(HARDWARE_TYPES + " must be object identifiers such as 1.3.6.1");
      }
    }
    return types;
  }

  private static Set<KeyAlgorithm> keyAlgorithms(JsonEntry entry) throws RefusedException {
    if (!entry.has(KEY_ALGORITHMS)) {
      return IdevidRules.DEFAULT.keyAlgorithms();
    }
    Set<KeyAlgorithm> algorithms = EnumSet.noneOf(KeyAlgorithm.class);
    for (String name : texts(entry, KEY_ALGORITHMS)) {
      algorithms.add(
          switch (name) {
            case "P-256" -> KeyAlgorithm.P256;
            case "P-384" -> KeyAlgorithm.P384;
            case "Ed25519" -> KeyAlgorithm.ED25519;
            default -> throw entry.malformed(KEY_ALGORITHMS + " are P-256, P-384, Ed25519");
          });
    }
    if (algorithms.isEmpty()) {
      throw entry.malformed(KEY_ALGORITHMS + " must name at least one");
    }
    return algorithms;
  }

  private static List<X509CRL> revocations(JsonEntry entry, List<X509Certificate> authorities)
      throws RefusedException {
    List<X509CRL> lists = new ArrayList<>();
    for (JsonNode node : entry.list(CRLS, InventoryLimits.CRLS_MAX_COUNT)) {
      String where = CRLS + "[" + lists.size() + "]";
      try {
        List<X509CRL> read = RevocationLists.ofPem(node.isTextual() ? node.textValue() : "");
        if (read.size() != 1) {
          throw entry.malformed(where + " must be one PEM block X509 CRL");
        }
        signed(read.get(0), authorities);
        lists.add(read.get(0));
      } catch (CryptoException e) {
        throw entry.malformed(where + ": " + e.getMessage());
      }
    }
    return lists;
  }

  /** RFC 5280 §6.3.3 (f), (g): by the name and with the key of one of these. */
  private static void signed(X509CRL list, List<X509Certificate> authorities)
      throws CryptoException {
    @Nullable CryptoException why = null;
    for (X509Certificate authority : authorities) {
      try {
        RevocationLists.verify(list, authority);
        return;
      } catch (CryptoException e) {
        why = why == null || why.reason() == CryptoException.Reason.UNTRUSTED ? e : why;
      }
    }
    throw why == null
        ? new CryptoException(CryptoException.Reason.UNTRUSTED, "a list of nobody")
        : why;
  }
}
