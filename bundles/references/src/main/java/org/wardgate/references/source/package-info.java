/** Where manifests come from: a directory and addresses. */
@NullMarked
package org.wardgate.references.source;

import org.jspecify.annotations.NullMarked;
