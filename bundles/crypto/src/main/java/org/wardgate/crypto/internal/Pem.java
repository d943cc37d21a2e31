package org.wardgate.crypto.internal;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/** PEM text (RFC 7468, lax: text around the blocks is ignored). Stateless. */
public final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----([^-]*+)-----END \\1-----");
  private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");
  private static final int LINE_CHARS = 64;

  private Pem() {}

  /**
   * One block.
   *
   * @param label what it says it is
   * @param content decoded
   */
  public record Block(String label, Bytes content) {}

  /**
   * All blocks of a text.
   *
   * @throws CryptoException TOO_LARGE, or MALFORMED for bad Base64
   */
  public static List<Block> read(String text, int sizeMaxChars, int blocksMaxCount)
      throws CryptoException {
    if (text.length() > sizeMaxChars) {
      throw new CryptoException(
          Reason.TOO_LARGE, "PEM of " + text.length() + " characters, allowed " + sizeMaxChars);
    }
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (blocks.size() == blocksMaxCount) {
        throw new CryptoException(Reason.TOO_LARGE, "more than " + blocksMaxCount + " PEM blocks");
      }
      blocks.add(new Block(matcher.group(1), decode(matcher.group(2))));
    }
    return blocks;
  }

  /** Writes a block with lines of 64 characters. */
  public static String write(Block block) {
    String body =
        Base64.getMimeEncoder(LINE_CHARS, new byte[] {'\n'})
            .encodeToString(block.content().toArray());
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(block.label(), body);
  }

  private static Bytes decode(String body) throws CryptoException {
    try {
      return Bytes.of(Base64.getDecoder().decode(WHITE_SPACE.matcher(body).replaceAll("")));
    } catch (IllegalArgumentException e) {
      throw new CryptoException(Reason.MALFORMED, "a PEM block is not valid Base64", e);
    }
  }
}
