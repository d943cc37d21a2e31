@NullMarked
package org.wardgate.references.source;

import org.jspecify.annotations.NullMarked;
