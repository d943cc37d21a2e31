/** Where packages come from: a folder, a server. */
@NullMarked
package org.wardgate.updater.source;

import org.jspecify.annotations.NullMarked;
